/*
 * What uploads leave behind for later ones of this n8n process, whichever execution they belong to.
 * A lost upload is recovered by the names of its files, and other uploads may use the same names:
 *
 * - Claims: extracts that are known to belong to an upload. No recovery may adopt them.
 * - Unresolved uploads: an extract of their name may exist, or may still appear, that no upload knows.
 *   A recovery of the same name cannot tell it from its own.
 */

/** Milliseconds for which a claim is kept; an older extract cannot be mistaken for that of a new upload. */
const CLAIM_KEPT_FOR = 3_600_000;

/** Up to this many claims are kept whatever their age. */
const CLAIMS_KEPT = 1_000;

/** IDs of extracts, each with the time of its claim, oldest first. */
const claims = new Map<string, number>();

/**
 * Notes that an extract belongs to an upload, so that no other upload adopts it.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function claimExtract(id: string, now: number): void {
	claims.delete(id);
	claims.set(id, now);
	if (claims.size <= CLAIMS_KEPT) return;
	for (const [oldest, claimedAt] of claims) {
		if (now - claimedAt < CLAIM_KEPT_FOR) return;
		claims.delete(oldest);
	}
}

export function isClaimed(id: string): boolean {
	return claims.has(id);
}

/** Milliseconds for which the extract of an unresolved upload may still appear. */
const UNRESOLVED_FOR = 60_000;

/** Keys of unresolved uploads, each with the time it was marked, oldest first. */
const unresolved = new Map<string, number>();

/**
 * Notes that an extract may exist, or may still appear, that no upload of this process knows.
 *
 * @param keys workflow and name of each file
 * @param now milliseconds of a clock that never goes back
 */
export function markUnresolved(keys: string[], now: number): void {
	for (const [oldest, markedAt] of unresolved) {
		if (now - markedAt < UNRESOLVED_FOR) break;
		unresolved.delete(oldest);
	}
	for (const key of keys) {
		unresolved.delete(key);
		unresolved.set(key, now);
	}
}

/** Takes the mark back, once the extracts have been found. */
export function clearUnresolved(keys: string[]): void {
	for (const key of keys) unresolved.delete(key);
}

/** Whether an extract found for one of these keys may belong to an earlier upload. */
export function isUnresolved(keys: string[], now: number): boolean {
	return keys.some((key) => now - (unresolved.get(key) ?? -Infinity) < UNRESOLVED_FOR);
}
