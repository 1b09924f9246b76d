import { UserError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../api/json';
import { isRecord } from '../api/record';

/**
 * Checks a JSON object that a user typed, or an expression gave as text or as an object.
 *
 * @throws UserError that names the field
 */
export function objectFrom(value: unknown, field: string): IDataObject {
	const object = typeof value === 'string' ? parseJson(value) : value;
	if (isRecord(object)) return object;
	throw new UserError(`The field ${field} holds no JSON object`, {
		description: 'It has to start with { and end with }, with names and texts in double quotes.',
	});
}
