import type { Extract } from '../api/extract';
import { hasEnded } from '../api/extract';
import { AnesyaFailure } from '../api/failure';
import type { Reading } from '../api/readExtract';
import { checkInterval } from './schedule';

/** Failed checks in a row that a wait survives. */
export const TOLERATED_FAILURES = 5;

/** Milliseconds; keeps a `Retry-After: 0` from becoming a storm of requests. */
const SHORTEST_DELAY = 500;

/** The world outside, handed in so that a wait can be tested in virtual time. */
export interface WaitingRoom {
	read(id: string): Promise<Reading>;
	/** Milliseconds of a clock that never goes back. */
	now(): number;
	/** @throws when the execution is stopped */
	sleep(milliseconds: number): Promise<void>;
	random(): number;
}

/** Milliseconds throughout. */
export interface WaitLimits {
	timeout: number;
	firstCheckAfter: number;
	/** A fixed interval that the user asked for. */
	interval?: number;
}

export interface WaitResult {
	/** The last that was seen of the extract; absent if it was never seen. */
	extract?: Extract;
	timedOut: boolean;
}

/**
 * Waits until an extract has ended, with a last check at the deadline. Many of these run side by
 * side; each is bound by its own deadline.
 *
 * @throws AnesyaFailure when Anesya refuses the id, or too many checks in a row went wrong
 */
export async function waitForExtract(id: string, limits: WaitLimits, room: WaitingRoom): Promise<WaitResult> {
	const start = room.now();
	let delay = limits.firstCheckAfter;
	let failures = 0;
	let extract: Extract | undefined;

	for (;;) {
		const left = limits.timeout - (room.now() - start);
		await room.sleep(Math.max(0, Math.min(delay, left)));
		const isLast = room.now() - start >= limits.timeout;

		let retryAfter: number | undefined;
		try {
			const reading = await room.read(id);
			failures = 0;
			extract = reading.extract ?? extract;
			retryAfter = reading.retryAfter;
		} catch (thrown) {
			failures += 1;
			retryAfter = survived(thrown, failures, isLast && extract === undefined).facts.retryAfter;
		}
		if (extract !== undefined && hasEnded(extract)) return { extract, timedOut: false };
		if (isLast) return { extract, timedOut: true };
		const usual = limits.interval ?? checkInterval(room.now() - start, room.random());
		delay = Math.max(SHORTEST_DELAY, retryAfter ?? usual);
	}
}

function survived(thrown: unknown, failures: number, hopeless: boolean): AnesyaFailure {
	if (!(thrown instanceof AnesyaFailure)) throw thrown;
	if (!thrown.facts.passing || failures > TOLERATED_FAILURES || hopeless) throw thrown;
	return thrown;
}
