/** Milliseconds after which an extract is too old to be taken for that of a new upload. */
const KEPT_FOR = 3_600_000;

const KEPT = 1_000;

/** Extracts that an upload of this n8n process took as its own, with the time, oldest first. */
const claims = new Map<string, number>();

/** Notes whose extract this is, so that no other upload adopts it. */
export function claim(id: string, now: number): void {
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
