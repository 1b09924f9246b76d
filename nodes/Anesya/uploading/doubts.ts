/** Milliseconds for which an extract may turn up that nobody knows the upload of. */
const LASTS = 60_000;

/** Keys of uploads that may have left an extract behind which nobody knows of, with the time, oldest first. */
const doubts = new Map<string, number>();

/** Notes that an extract may stand at Anesya, or appear there, that belongs to none of this process's uploads. */
export function leaveInDoubt(keys: string[], now: number): void {
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
export function settleDoubt(keys: string[]): void {
	for (const key of keys) doubts.delete(key);
}

/** Whether an extract that is found for one of these keys may be that of an earlier upload. */
export function isInDoubt(keys: string[], now: number): boolean {
	return keys.some((key) => now - (doubts.get(key) ?? -Infinity) < LASTS);
}
