import type { AnesyaApiError } from '../transport/apiError';
import { isThrottled } from '../transport/apiError';
import { LONGEST_RETRY_AFTER } from '../transport/retry';
import { RECOVERY_TIME_LIMIT } from '../transport/timeLimits';
import { SEARCH_DELAYS } from './searchDelays';

/**
 * When an upload is searched for: milliseconds before each search.
 *
 * A router sends a 503 for a server that may have got the request, so the last search comes as late as after
 * any other lost response. There are fewer before it, and none before the time that Anesya asked to wait.
 *
 * @param error that the upload met
 */
export function searchScheduleAfter(error: AnesyaApiError): number[] {
	const [first = 0] = SEARCH_DELAYS;
	if (!isThrottled(error)) return SEARCH_DELAYS;
	const { retryAfter = 0 } = error;
	// It will not be sent again in this run.
	if (retryAfter > LONGEST_RETRY_AFTER) return [first];
	const whole = SEARCH_DELAYS.reduce((sum, delay) => sum + delay, 0);
	// The search itself needs time, too.
	const earliest = Math.max(first, Math.min(retryAfter, RECOVERY_TIME_LIMIT / 2));
	return earliest < whole ? [earliest, whole - earliest] : [earliest];
}
