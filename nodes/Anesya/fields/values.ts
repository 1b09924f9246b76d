import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord, parseJson } from '../guards/json';

/*
 * This folder has the fields that operations and triggers share. Each file has some fields and their
 * readers: readX(context, itemIndex) reads a field and checks it, xFrom(value, field) checks a value.
 *
 * - What to upload: files (with filesOptions), workflow, processing (with metadata) for an upload without a workflow.
 * - What to do with an extract: extractId, waiting, output, download.
 * - What to list: extractFilters, returnAll.
 * - Schemas: schema, newSchema (with newSchemaRow).
 * - For all of them: values (this file), read, uuid, options.
 *
 * A value that n8n gives was entered by the user or returned by an expression, so it may be of any
 * type. The checks below take it with the field's label, and throw a UserError that names the field.
 */

/** Characters of a wrong value that a message quotes. */
const LONGEST_QUOTE = 80;

/**
 * The entries of a collection. n8n stores an entry by itself where there can be one only, and a list
 * otherwise. Workflows that were written by hand or by an AI mix this up.
 */
export function entriesIn(collection: unknown, name: string): unknown[] {
	const entries: unknown = isRecord(collection) ? collection[name] : undefined;
	if (Array.isArray(entries)) return entries;
	return isRecord(entries) ? [entries] : [];
}

/** The entry of a collection that has one only. @throws UserError when there are several */
export function entryIn(collection: unknown, name: string, field: string): IDataObject {
	const [entry, ...others] = entriesIn(collection, name);
	if (others.length > 0)
		throw new UserError(`The field '${field}' has several entries`, {
			description: 'Use one only.',
		});
	return isRecord(entry) ? entry : {};
}

/**
 * Checks a text.
 *
 * @returns the text without the spaces around it, '' if there is none
 * @throws UserError when it is not text
 */
export function textFrom(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
	throw new UserError(`The field '${field}' must be text`, {
		description: 'The expression returns something else, for example a list or an object.',
	});
}

/** Checks a text that must not be empty. @throws UserError when it is empty or not text */
export function requiredTextFrom(value: unknown, field: string): string {
	const text = textFrom(value, field);
	if (text !== '') return text;
	throw new UserError(`The field '${field}' is empty`, {
		description: `Fill in '${field}', or check its expression.`,
	});
}

/** Checks what was selected from a list. @throws UserError when it is not one of the choices */
export function choiceFrom<Choice extends string>(
	value: unknown,
	field: string,
	choices: readonly Choice[],
): Choice {
	const choice = choices.find((candidate) => candidate === value);
	if (choice !== undefined) return choice;
	throw new UserError(
		`The field '${field}' has an invalid value: ${String(value).slice(0, LONGEST_QUOTE)}`,
		{ description: `Use one of: ${choices.join(', ')}.` },
	);
}

/** Checks a switch. @throws UserError when it is neither true nor false */
export function booleanFrom(value: unknown, field: string): boolean {
	return choiceFrom(String(value).toLowerCase(), field, ['true', 'false']) === 'true';
}

/** Checks a number. @throws UserError when it is less than the least, or not a number */
export function numberFrom(value: unknown, field: string, least: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number) && number >= least) return number;
	throw new UserError(`The field '${field}' must be a number of at least ${least}`, {
		description: numberAdvice(value),
	});
}

/** Checks a number without decimals. @throws UserError as numberFrom, and when it has decimals or cannot be counted to */
export function wholeNumberFrom(value: unknown, field: string, least: number): number {
	const number = numberFrom(value, field, least);
	if (Number.isSafeInteger(number)) return number;
	throw new UserError(`The field '${field}' must be a whole number`, {
		description: numberAdvice(value),
	});
}

/** Checks a JSON object, given as text or as an object. @throws UserError when it is anything else */
export function objectFrom(value: unknown, field: string): IDataObject {
	const object = typeof value === 'string' ? parseJson(value) : value;
	if (isRecord(object)) return object;
	throw new UserError(`The field '${field}' does not contain a JSON object`, {
		description: 'It must start with { and end with }, with names and texts in double quotes.',
	});
}

function numberAdvice(value: unknown): string {
	const quote = JSON.stringify(value)?.slice(0, LONGEST_QUOTE);
	return `It is ${quote}. Enter a number, or check the expression.`;
}
