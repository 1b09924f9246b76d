/** A name that no service has a reason to change before it keeps it. */
const PLAIN = /^[\w.-]+$/;

/**
 * What to search for, should a name be kept a little differently, for instance with `_` for spaces or
 * without accents: its longest part that stays the same in any case. A search finds parts of names.
 *
 * @returns undefined for a name that is plain throughout
 */
export function unchangedPart(name: string): string | undefined {
	if (PLAIN.test(name)) return undefined;
	const stem = name.replace(/\.[^.]*$/, '');
	const parts = stem.match(/[a-z0-9]{3,}/gi) ?? stem.match(/[\p{L}\p{N}]+/gu) ?? [];
	return parts.reduce<string | undefined>(
		(longest, part) => (part.length > (longest?.length ?? 0) ? part : longest),
		undefined,
	);
}
