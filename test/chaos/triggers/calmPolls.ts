import type { PollingWorld } from './pollingWorld';

/** A poll that met no fault, and when n8n last forgot what it does not store. */
export interface CalmPoll {
	begunAt: number;
	at: number;
	restarts: number;
}

/** Scans of the list after which what has ended has come: the first one may have passed it already. */
const ENOUGH_SCANS = 2;

/** Milliseconds for which a poll scans. A long list takes several polls. */
const SCAN_TIME = 18_000;

/** What a request takes on average, as a share of what it takes at most. */
const MEAN_LATENCY = 0.75;

/**
 * Whether enough polls met no fault between two times, and no restart after the first of them.
 *
 * @param restarts before the time at which what the polls learned must still be known: n8n may not have stored it
 */
export function hasScanned(
	{ extracts, pageSize, latency }: PollingWorld,
	calmPolls: CalmPoll[],
	{ from, until }: { from: number; until: number },
	restarts?: number,
): boolean {
	const among = calmPolls.filter(({ begunAt, at }) => begunAt >= from && at < until);
	const last = restarts ?? among.at(-1)?.restarts;
	const pages = Math.ceil(extracts.length / pageSize);
	const enough = ENOUGH_SCANS * Math.ceil((pages * latency * MEAN_LATENCY) / SCAN_TIME);
	return among.filter((one) => one.restarts === last).length >= enough;
}
