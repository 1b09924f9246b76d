import type { NumberedDocument } from './documents';
import { shownNames } from './documents';

/** The user is told nothing: n8n keeps nothing of an execution whose process crashed. Get Many finds its extracts. */
export const CRASHED = 'in an execution that crashed';

/** What may become of a document. After each of these the user can find it. */
export const OUTCOMES = [
	'delivered',
	'ended in ERROR',
	'collectable by its id',
	'unclear, candidates named',
	'unclear, list not readable',
	'not sent',
	CRASHED,
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/**
 * What became of a document that did not come out, according to what the user is told.
 *
 * @param id of its extract, if Anesya has one
 * @param texts all error texts that may be about it
 * @returns undefined where they do not suffice to find it
 */
export function outcomeOf(
	document: NumberedDocument,
	id: string | undefined,
	texts: string[],
): Outcome | undefined {
	const isNamed = (text: string) => shownNames(document).some((name) => text.includes(name));
	// The list behind these words names the documents that the user need not search for.
	const own = texts.map((text) => text.split('Already at Anesya')[0] ?? '');
	const naming = own.filter((text) => (id === undefined ? isNamed(text) : text.includes(id)));
	if (naming.some((text) => text.includes(`The extract ${id} ended with the status ERROR`)))
		return 'ended in ERROR';
	if (naming.some((text) => text.includes('could be it'))) return 'unclear, candidates named';
	if (id !== undefined && naming.some((text) => text.includes('not clear either')))
		return 'unclear, candidates named';
	if (id !== undefined && texts.some((text) => text.includes(id))) return 'collectable by its id';
	if (own.some((text) => /may still have accepted|not clear either/.test(text) && isNamed(text)))
		return 'unclear, list not readable';
	return id === undefined && texts.length > 0 ? 'not sent' : undefined;
}
