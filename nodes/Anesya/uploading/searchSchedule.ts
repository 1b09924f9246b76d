import { isThrottled } from '../transport/apiError';
import { elapsedSince } from '../transport/clock';
import { LONGEST_RETRY_AFTER } from '../transport/retry';
import { RECOVERY_TIME_LIMIT } from '../transport/timeLimits';
import { SEARCH_DELAYS } from './searchDelays';
import type { LostResponse } from './sighting';

/**
 * When an upload is searched for whose response was lost: milliseconds before each search.
 *
 * A router sends a 503 for a server that may have got the request, so the last search comes as late as after
 * any other. There are fewer before it, and none before the time that Anesya asked to wait.
 */
export function searchScheduleOf({
	error,
	lostAt,
	searches,
}: Pick<LostResponse, 'error' | 'lostAt' | 'searches'>): number[] {
	const [first = 0] = SEARCH_DELAYS;
	if (searches !== undefined || !isThrottled(error)) return SEARCH_DELAYS.slice(0, searches);
	const { retryAfter = 0 } = error;
	// It will not be sent again in this run.
	if (retryAfter > LONGEST_RETRY_AFTER) return [first];
	const whole = SEARCH_DELAYS.reduce((sum, delay) => sum + delay, 0);
	// A later try of the run begins later.
	const waited = lostAt === undefined ? 0 : elapsedSince(lostAt).milliseconds;
	// The search itself needs time, too.
	const earliest = Math.max(first, Math.min(retryAfter - waited, RECOVERY_TIME_LIMIT / 2));
	return earliest < whole ? [earliest, whole - earliest] : [earliest];
}
