import { createFairMemory } from '../guards/fairMemory';
import type { AnesyaClient } from '../transport/client';

/*
 * What uploads of this n8n process know of each other, whichever execution they belong to. A lost
 * upload is recovered by the names of its files, and other uploads may use the same names:
 *
 * - Claims: extracts that are known to belong to an upload. No recovery may adopt them.
 * - Uploads in flight: a recovery waits a while for those of its names, since they will claim their extracts.
 * - Lost uploads: while several of one name are lost, a name does not tell whose an extract is.
 * - Unresolved uploads: an extract of their name may exist, or may still appear, that no upload knows.
 *
 * Keys name the account, the workflow and the file.
 */

/** Claims that are kept, at about 100 bytes each: an extract of long ago is not mistaken for a new one. */
const CLAIMS_KEPT = 20_000;

/** IDs of extracts, by the server that names them: one server can claim nothing of another. */
const claims = createFairMemory<true>(CLAIMS_KEPT);

type Server = Pick<AnesyaClient, 'baseUrl'>;

/** Notes that an extract belongs to an upload, so that no other upload adopts it. */
export function claimExtract({ baseUrl }: Server, id: string): void {
	claims.set(baseUrl, id, true);
}

/**
 * Claims extracts that a search judged to be an upload's own, all or none: two searches may judge at once.
 *
 * @returns whether they are its own now; false if one of them belongs to another upload
 */
export function claimFound(server: Server, ids: string[]): boolean {
	if (ids.some((id) => isClaimed(server, id))) return false;
	for (const id of ids) claimExtract(server, id);
	return true;
}

export function isClaimed({ baseUrl }: Server, id: string): boolean {
	return claims.get(baseUrl, id) === true;
}

const inFlight = new Map<string, Set<Promise<unknown>>>();

/** Makes an upload known for as long as it is in flight. */
export async function trackInFlight<Result>(
	keys: string[],
	upload: Promise<Result>,
): Promise<Result> {
	for (const key of keys) inFlight.set(key, (inFlight.get(key) ?? new Set()).add(upload));
	try {
		return await upload;
	} finally {
		for (const key of keys) {
			const others = inFlight.get(key);
			others?.delete(upload);
			if (others?.size === 0) inFlight.delete(key);
		}
	}
}

/** Waits for the uploads of these names that are in flight now, however they end. */
export async function settleInFlight(keys: string[]): Promise<void> {
	await Promise.allSettled(keys.flatMap((key) => [...(inFlight.get(key) ?? [])]));
}

/** Whether an upload of one of these names is in flight: it has not claimed its extract yet. */
export function areInFlight(keys: string[]): boolean {
	return keys.some((key) => inFlight.has(key));
}

const lost = new Map<string, number>();

/** Makes a lost upload known while it is being recovered. */
export async function trackLost<Result>(
	keys: string[],
	recovery: () => Promise<Result>,
): Promise<Result> {
	const count = (key: string, by: number) => {
		const left = (lost.get(key) ?? 0) + by;
		if (left > 0) lost.set(key, left);
		else lost.delete(key);
	};
	keys.forEach((key) => count(key, 1));
	try {
		return await recovery();
	} finally {
		keys.forEach((key) => count(key, -1));
	}
}

/** Whether several uploads of one of these names are lost at the moment. */
export function areSeveralLost(keys: string[]): boolean {
	return keys.some((key) => (lost.get(key) ?? 0) > 1);
}

/** Milliseconds for which the extract of an unresolved upload may still appear. */
const UNRESOLVED_FOR = 60_000;

/** Keys of unresolved uploads, each with the time it was marked, oldest first. */
const unresolved = new Map<string, number>();

/**
 * Notes that an extract may exist, or may still appear, that no upload of this process knows.
 *
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

/** Whether an extract found for one of these keys may belong to an earlier upload. */
export function isUnresolved(keys: string[], now: number): boolean {
	return keys.some((key) => now - (unresolved.get(key) ?? -Infinity) < UNRESOLVED_FOR);
}
