const TYPES = ['string', 'number', 'integer', 'boolean', 'enum', 'object', 'array'];

/**
 * Validates a schema against the documented form: an object at the root, and below it fields with a
 * known type and a description.
 *
 * @param at the path of the value in the schema
 * @returns the first error
 */
export function schemaProblem(value: unknown, at: string): string | undefined {
	if (!isObject(value) || value.type !== 'object')
		return `${at}: the root must be of the type object.`;
	return membersProblem(value, at);
}

function membersProblem(
	{ properties, required }: Record<string, unknown>,
	at: string,
): string | undefined {
	if (!isObject(properties)) return `${at}: properties are missing.`;
	if (!Array.isArray(required)) return `${at}: required must be a list.`;
	const stranger = required.find((name) => !Object.hasOwn(properties, String(name)));
	if (stranger !== undefined) return `${at}: required names the unknown field ${String(stranger)}.`;
	for (const [name, field] of Object.entries(properties)) {
		const problem = fieldProblem(field, `${at}.${name}`, true);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function fieldProblem(field: unknown, at: string, isNamed: boolean): string | undefined {
	if (!isObject(field) || !TYPES.includes(String(field.type))) return `${at}: the type is unknown.`;
	if (isNamed && typeof field.description !== 'string') return `${at}: the description is missing.`;
	if (field.type === 'enum' && !(Array.isArray(field.enum) && field.enum.length > 0))
		return `${at}: the values are missing.`;
	if (field.type === 'object') return membersProblem(field, at);
	return field.type === 'array' ? fieldProblem(field.items, `${at}.items`, false) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
