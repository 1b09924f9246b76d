import { UserError } from 'n8n-workflow';

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
