import { UserError } from 'n8n-workflow';

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
