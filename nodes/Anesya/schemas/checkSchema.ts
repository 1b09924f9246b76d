import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/** The documented types of a field. */
const FIELD_TYPES = ['string', 'number', 'integer', 'boolean', 'enum', 'object', 'array'] as const;

/** Levels. No real document nests deeper, and an endless schema would overflow the call stack. */
const DEEPEST = 10;

const ADVICE = `A schema looks like { "type": "object", "required": ["Total"], "properties": { "Total": { "type": "number", "description": "The amount to pay" } } }. The types are: ${FIELD_TYPES.join(', ')}. An enum has a list "enum", an object has "properties", an array has "items".`;

/**
 * Checks the fields of a schema against the documented format: an object at the root with `properties`,
 * each with a known type and a description. A missing `required` is added, since the documented format
 * always has it.
 *
 * @param value what the user gave as JSON
 * @param field the label of the node's field, for the error
 * @throws UserError that names the place in the schema
 */
export function checkSchema(value: IDataObject, field: string): IDataObject {
	const refuse = (path: string[], problem: string): never => {
		const place = path.length === 0 ? 'The schema' : `"${path.join(' > ')}"`;
		throw new UserError(`${place} ${problem} ('${field}')`, { description: ADVICE });
	};

	function checkObject(object: IDataObject, path: string[]): IDataObject {
		const { properties, required = [] } = object;
		if (!isRecord(properties) || Object.keys(properties).length === 0)
			return refuse(path, 'has no properties');
		if (!Array.isArray(required)) return refuse(path, 'has a "required" that is not a list');
		const missing: unknown = required.find((name) => !Object.hasOwn(properties, String(name)));
		if (missing !== undefined)
			return refuse(path, `requires the field "${String(missing)}", which it does not have`);
		const checked = Object.entries(properties).map(([name, property]) => [
			name,
			checkField(property, [...path, name], true),
		]);
		return { ...object, required, properties: Object.fromEntries(checked) };
	}

	function checkField(value: unknown, path: string[], isNamed: boolean): IDataObject {
		if (!isRecord(value)) return refuse(path, 'is not an object with a type');
		if (path.length > DEEPEST) return refuse(path, 'is nested too deeply');
		const { type, description, items } = value;
		if (!FIELD_TYPES.some((known) => known === type))
			return refuse(path, `has the unknown type ${JSON.stringify(type)}`);
		if (isNamed && (typeof description !== 'string' || description.trim() === ''))
			return refuse(path, 'has no description');
		if ((type === 'enum' || value.enum !== undefined) && !isListOfTexts(value.enum))
			return refuse(path, 'has no list of values under "enum"');
		if (type === 'object') return checkObject(value, path);
		if (type === 'array') return { ...value, items: checkField(items, [...path, 'items'], false) };
		return value;
	}

	if (value.type !== 'object') return refuse([], 'must have the type "object" at its root');
	return checkObject(value, []);
}

function isListOfTexts(value: unknown): boolean {
	return (
		Array.isArray(value) &&
		value.length > 0 &&
		value.every((entry) => typeof entry === 'string' && entry !== '')
	);
}
