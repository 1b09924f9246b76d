import { UserError } from 'n8n-workflow';

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
