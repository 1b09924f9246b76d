import { UserError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { parseJson, isRecord } from '../guards/json';

/**
 * Checks what was chosen from a list, or what an expression gave in its place.
 *
 * @throws UserError that names the field
 */
export function choiceFrom<Choice extends string>(
	value: unknown,
	field: string,
	choices: readonly Choice[],
): Choice {
	const choice = choices.find((candidate) => candidate === value);
	if (choice !== undefined) return choice;
	throw new UserError(`The field ${field} holds no valid choice: ${String(value).slice(0, 80)}`, {
		description: `Use one of: ${choices.join(', ')}`,
	});
}

/** The same for a switch. */
export function booleanFrom(value: unknown, field: string): boolean {
	return choiceFrom(String(value).toLowerCase(), field, ['true', 'false']) === 'true';
}

/**
 * Checks a number that a user set, or an expression gave.
 *
 * @throws UserError that names the field
 */
export function numberFrom(value: unknown, field: string, least: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number) && number >= least) return number;
	throw new UserError(`${field} has to be a number of at least ${least}`, {
		description: adviceFor(value),
	});
}

/** The same for a number without decimals. */
export function wholeNumberFrom(value: unknown, field: string, least: number): number {
	const number = numberFrom(value, field, least);
	if (Number.isInteger(number)) return number;
	throw new UserError(`${field} has to be a whole number`, { description: adviceFor(value) });
}

function adviceFor(value: unknown): string {
	return `It is ${JSON.stringify(value)?.slice(0, 80)}. Enter a number, or check the expression.`;
}

/**
 * Checks a text that a user typed, or an expression gave.
 *
 * @returns the text without the spaces around it, possibly ''
 * @throws UserError that names the field
 */
export function textFrom(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
	throw new UserError(`The field ${field} has to be a text`, {
		description: 'The expression gives something else, for example a list or an object.',
	});
}

/** The same for a text that has to be there. */
export function requiredTextFrom(value: unknown, field: string): string {
	const text = textFrom(value, field);
	if (text !== '') return text;
	throw new UserError(`The field ${field} is empty`, {
		description: `Fill in ${field}, or check its expression.`,
	});
}

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
