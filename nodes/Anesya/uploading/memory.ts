/** Milliseconds after which an extract is too old to be taken for that of a new upload. */
const KEPT_FOR = 3_600_000;

const KEPT = 1_000;

/** Extracts that an upload of this n8n process took as its own, with the time, oldest first. */
const claims = new Map<string, number>();

/** Notes whose extract this is, so that no other upload adopts it. */
export function claimExtract(id: string, now: number): void {
	claims.delete(id);
	claims.set(id, now);
	if (claims.size <= KEPT) return;
	for (const [old, at] of claims) {
		if (now - at < KEPT_FOR) return;
		claims.delete(old);
	}
}

export function isClaimed(id: string): boolean {
	return claims.has(id);
}

/** Milliseconds for which an extract may turn up that nobody knows the upload of. */
const LASTS = 60_000;

/** Keys of uploads that may have left an extract behind which nobody knows of, with the time, oldest first. */
const doubts = new Map<string, number>();

/** Notes that an extract may stand at Anesya, or appear there, that belongs to none of this process's uploads. */
export function markUnresolved(keys: string[], now: number): void {
	for (const [key, at] of doubts) {
		if (now - at < LASTS) break;
		doubts.delete(key);
	}
	for (const key of keys) {
		doubts.delete(key);
		doubts.set(key, now);
	}
}

/** Takes the doubt back: what was left behind has been found. */
export function clearUnresolved(keys: string[]): void {
	for (const key of keys) doubts.delete(key);
}

/** Whether an extract that is found for one of these keys may be that of an earlier upload. */
export function isUnresolved(keys: string[], now: number): boolean {
	return keys.some((key) => now - (doubts.get(key) ?? -Infinity) < LASTS);
}
