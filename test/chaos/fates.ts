import type { NumberedDocument } from './documents';

/** Nobody was told anything: n8n keeps nothing of an execution whose process crashed, and Get Many finds its extracts. */
export const CRASHED = 'in an execution that crashed';

/** What may become of a document: each leaves it where its user can find it. */
export const FATES = [
	'delivered',
	'ended in ERROR',
	'collectable by its id',
	'unclear, candidates named',
	'unclear, list not readable',
	'not sent',
	CRASHED,
] as const;

export type Fate = (typeof FATES)[number];

/**
 * Where a document without an item is, as far as its user is told.
 *
 * @param id of its extract, if Anesya has one
 * @param texts all that was said of it
 * @returns undefined where that is not enough to find it
 */
export function fateOf(
	{ name }: NumberedDocument,
	id: string | undefined,
	texts: string[],
): Fate | undefined {
	// What follows is the list of those that need not be looked for.
	const own = texts.map((text) => text.split('Already at Anesya')[0] ?? '');
	const naming = own.filter((text) => text.includes(id ?? name));
	if (naming.some((text) => text.includes(`The extract ${id} ended with the status ERROR`)))
		return 'ended in ERROR';
	if (naming.some((text) => text.includes('could be it'))) return 'unclear, candidates named';
	if (id !== undefined && naming.some((text) => text.includes('not clear either')))
		return 'unclear, candidates named';
	if (id !== undefined && texts.some((text) => text.includes(id))) return 'collectable by its id';
	if (
		own.some((text) => /may still have accepted|not clear either/.test(text) && text.includes(name))
	)
		return 'unclear, list not readable';
	return id === undefined && texts.length > 0 ? 'not sent' : undefined;
}
