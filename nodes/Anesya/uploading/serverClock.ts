import type { Extract } from '../api/extract';
import { createdAtOf, latestCreatedAtOf } from '../api/extract';
import type { AnesyaClient } from '../transport/client';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';

/** Milliseconds by which two clocks that agree may differ. */
const TOLERANCE = 20_000;

/** Milliseconds by which the clock that dates extracts may be behind as long as no new extract showed it. */
const UNOBSERVED_DIFFERENCE = 120_000;

/** Accounts whose last new extract tells whether its date agrees with that of the responses, oldest first. */
const agreements = new Map<string, boolean>();
const MAX_ACCOUNTS = 1_000;

type Clock = Pick<AnesyaClient, 'account' | 'serverTime'>;

/** Learns from an extract that was just created. */
export function observeCreation(extract: Extract, { account, serverTime }: Clock): void {
	const [createdAt, now] = [createdAtOf(extract), serverTime()];
	if (!Number.isFinite(createdAt) || now === undefined) return;
	agreements.delete(account);
	const isAgreed = createdAt - TOLERANCE <= now && now <= latestCreatedAtOf(extract) + TOLERANCE;
	agreements.set(account, isAgreed);
	const [oldest] = agreements.keys();
	if (agreements.size > MAX_ACCOUNTS && oldest !== undefined) agreements.delete(oldest);
}

/**
 * When something was sent, by the clock that dates extracts: milliseconds since 1970. The `Date` of
 * responses may be a gateway's, and n8n's own clock may be wrong. So a date counts only if two agree.
 *
 * @param wall milliseconds since 1970 by the clock of this machine
 * @returns undefined if it is unknown: then dates do not tell whose an extract is
 */
export function sentAtByServer(
	sentAt: Instant,
	{ account, serverTime }: Clock,
	wall = Date.now(),
): number | undefined {
	const now = serverTime();
	if (now === undefined) return undefined;
	const areAgreed = agreements.get(account) ?? Math.abs(now - wall) <= TOLERANCE;
	return areAgreed ? now - elapsedSince(sentAt).milliseconds : undefined;
}

/** The same, early enough to rule out with it what was created before. */
export function earliestByServer(sentAt: Instant, clock: Clock): number | undefined {
	const atServer = sentAtByServer(sentAt, clock);
	if (atServer === undefined || agreements.has(clock.account)) return atServer;
	return atServer - UNOBSERVED_DIFFERENCE;
}
