/** Milliseconds for which an extract may turn up that nobody knows the upload of. */
const LASTS = 60_000;

/** Uploads that ended without it being clear whether Anesya took them: by key, with the time of their end. */
const doubts = new Map<string, number>();

/** Notes that an extract may stand at Anesya, or appear there, that belongs to none of this process's uploads. */
export function leaveInDoubt(keys: string[], now: number): void {
	for (const [key, at] of doubts) if (now - at >= LASTS) doubts.delete(key);
	for (const key of keys) doubts.set(key, now);
}

/** Whether an extract that is found for one of these keys may be that of an earlier upload. */
export function isInDoubt(keys: string[], now: number): boolean {
	return keys.some((key) => now - (doubts.get(key) ?? -Infinity) < LASTS);
}
