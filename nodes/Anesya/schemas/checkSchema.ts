import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { quoted } from '../guards/boundedText';
import { isRecord } from '../guards/json';

/** The documented types of a field. */
const FIELD_TYPES = ['string', 'number', 'integer', 'boolean', 'enum', 'object', 'array'] as const;

/** Levels. No real document nests deeper, and an endless schema would overflow the call stack. */
const DEEPEST = 10;

const ADVICE = `A schema looks like { "type": "object", "required": ["Total"], "properties": { "Total": { "type": "number", "description": "The amount to pay" } } }. The types are: ${FIELD_TYPES.join(', ')}. An enum has a list "enum", an object has "properties", an array has "items".`;

/**
 * Brings the fields of a schema into the documented format: an object at the root with `properties`,
 * each with a known type and a description. What other tools leave out of a JSON schema is added: a
 * description (the name), a type that is plain from the rest, `required`, the `items` of an array.
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
			describedBy(name, checkField(property, [...path, name])),
		]);
		return { ...object, required, properties: Object.fromEntries(checked) };
	}

	function checkField(value: unknown, path: string[]): IDataObject {
		if (!isRecord(value)) return refuse(path, 'is not an object with a type');
		if (path.length > DEEPEST) return refuse(path, 'is nested too deeply');
		const type = typeOf(value);
		if (!isFieldType(type)) return refuse(path, `has the unknown type ${quoted(type)}`);
		if ((type === 'enum' || value.enum !== undefined) && !isListOfTexts(value.enum))
			return refuse(path, 'has no list of values under "enum"');
		const field = { ...value, type };
		if (type === 'object') return checkObject(field, path);
		if (type !== 'array') return field;
		return { ...field, items: checkField(value.items ?? { type: 'string' }, [...path, 'items']) };
	}

	if (typeOf(value) !== 'object') return refuse([], 'must have the type "object" at its root');
	return checkObject({ ...value, type: 'object' }, []);
}

/** The type that a field names, or else the one that is plain from its other parts. */
function typeOf({ type, properties, items, enum: choices }: IDataObject): unknown {
	// JSON Schema writes a field that may be empty as ["string", "null"].
	const types: unknown[] = [type].flat().filter((one) => one !== 'null');
	if (types.length !== 1) return type;
	if (types[0] !== undefined && types[0] !== null) return types[0];
	if (isRecord(properties)) return 'object';
	if (items !== undefined) return 'array';
	return choices === undefined ? undefined : 'enum';
}

function isFieldType(type: unknown): type is (typeof FIELD_TYPES)[number] {
	return FIELD_TYPES.some((known) => known === type);
}

function describedBy(name: string, field: IDataObject): IDataObject {
	const { description } = field;
	return typeof description === 'string' && description.trim() !== ''
		? field
		: { ...field, description: name };
}

function isListOfTexts(value: unknown): boolean {
	return (
		Array.isArray(value) &&
		value.length > 0 &&
		value.every((entry) => typeof entry === 'string' && entry !== '')
	);
}
