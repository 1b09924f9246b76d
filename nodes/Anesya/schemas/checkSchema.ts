import { UserError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../guards/json';

/** The documented types of a field. */
const FIELD_TYPES = ['string', 'number', 'integer', 'boolean', 'enum', 'object', 'array'] as const;

/** No real document nests deeper, and a form without end would end the call stack. */
const DEEPEST = 10;

/**
 * Checks the fields of a schema against the documented form: an object at the root with `properties`,
 * each with a known type and a description. An absent `required` is filled in, since the form has it
 * everywhere.
 *
 * @param value what the user gave as JSON
 * @param field the label of the node's field, for texts
 * @throws UserError that names the place
 */
export function checkSchema(value: IDataObject, field: string): IDataObject {
	const refuse = (at: string[], text: string): never => {
		const place = at.length === 0 ? 'The schema' : `"${at.join(' > ')}"`;
		throw new UserError(`${place} ${text} (${field})`, { description: ADVICE });
	};

	function members(object: IDataObject, at: string[]): IDataObject {
		const { properties, required = [] } = object;
		if (!isRecord(properties) || Object.keys(properties).length === 0)
			return refuse(at, 'has no properties');
		if (!Array.isArray(required)) return refuse(at, 'has a "required" that is no list');
		const stranger: unknown = required.find((name) => !Object.hasOwn(properties, String(name)));
		if (stranger !== undefined)
			return refuse(at, `requires the field "${String(stranger)}", which it does not have`);
		const checked = Object.entries(properties).map(([name, part]) => [
			name,
			one(part, [...at, name], true),
		]);
		return { ...object, required, properties: Object.fromEntries(checked) };
	}

	function one(part: unknown, at: string[], isNamed: boolean): IDataObject {
		if (!isRecord(part)) return refuse(at, 'is no object with a type');
		if (at.length > DEEPEST) return refuse(at, 'is nested too deeply');
		const { type, description, items } = part;
		if (!FIELD_TYPES.some((known) => known === type))
			return refuse(at, `has the unknown type ${JSON.stringify(type)}`);
		if (isNamed && (typeof description !== 'string' || description.trim() === ''))
			return refuse(at, 'has no description');
		if ((type === 'enum' || part.enum !== undefined) && !isChoice(part.enum))
			return refuse(at, 'has no list of values under "enum"');
		if (type === 'object') return members(part, at);
		return type === 'array' ? { ...part, items: one(items, [...at, 'items'], false) } : part;
	}

	if (value.type !== 'object') return refuse([], 'has to have the type "object" at its root');
	return members(value, []);
}

function isChoice(value: unknown): boolean {
	return (
		Array.isArray(value) &&
		value.length > 0 &&
		value.every((entry) => typeof entry === 'string' && entry !== '')
	);
}

const ADVICE = `A schema looks like { "type": "object", "required": ["Total"], "properties": { "Total": { "type": "number", "description": "The amount to pay" } } }. The types are: ${FIELD_TYPES.join(', ')}. An enum has a list "enum", an object has "properties", an array has "items".`;
