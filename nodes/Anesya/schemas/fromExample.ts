import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/** Levels. No real document nests deeper, and an endless example would overflow the call stack. */
const DEEPEST = 10;

/**
 * Makes a schema, in the documented format, of an example of what is to be extracted. A field is
 * described by its name. Nothing is required: one example does not tell what every document has.
 *
 * @param field the label of the node's field, for the error
 * @throws UserError when there are no fields in the example, or it is nested too deeply
 */
export function schemaFromExample(example: IDataObject, field: string): IDataObject {
	if (Object.keys(example).length === 0)
		throw new UserError(`The field '${field}' has no fields in it`, {
			description: 'Enter an object with a value for each field, for example { "Total": 12.5 }.',
		});
	return objectLike([example], 0);

	/** The fields of all objects, since one of them may lack some. */
	function objectLike(examples: IDataObject[], depth: number): IDataObject {
		if (depth > DEEPEST) throw new UserError(`The field '${field}' is nested too deeply`);
		const values = new Map<string, unknown>();
		for (const [name, value] of examples.flatMap(Object.entries))
			values.set(name, values.get(name) ?? value);
		const properties = [...values].map(([name, value]) => [
			name,
			{ ...typeLike(value, depth), description: name },
		]);
		return { type: 'object', required: [], properties: Object.fromEntries(properties) };
	}

	function typeLike(value: unknown, depth: number): IDataObject {
		if (Array.isArray(value)) {
			const objects = value.filter(isRecord).filter((row) => Object.keys(row).length > 0);
			const items =
				objects.length > 0 ? objectLike(objects, depth + 1) : typeLike(value[0], depth + 1);
			return { type: 'array', items };
		}
		if (isRecord(value) && Object.keys(value).length > 0) return objectLike([value], depth + 1);
		// A whole number in the example may have decimals in the next document.
		if (typeof value === 'number') return { type: 'number' };
		return { type: typeof value === 'boolean' ? 'boolean' : 'string' };
	}
}
