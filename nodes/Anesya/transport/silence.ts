import type { AnesyaApiError } from './apiError';
import { LATEST_AFTER_SILENCE } from './outageLimits';

/** What a run knows of times at which nothing comes back from Anesya. Times are those of a monotonic clock. */
export interface Silence {
	/** Notes a response, whatever it says. */
	noteResponse(now: number): void;
	/** Notes what a request that was to find out met: a silence, unless it got a response. */
	noteProbe(error: AnesyaApiError | undefined, now: number): void;
	/** Milliseconds since the last response of any request. */
	lasts(now: number): number;
	/**
	 * @returns the error of a silence that a request got into, if it has been over for so long that its
	 * response would have come
	 */
	lostIn(sentAt: number, now: number): AnesyaApiError | undefined;
}

export function createSilence(): Silence {
	let lastResponseAt = -Infinity;
	let last: { error: AnesyaApiError; seenAt: number; endedAt?: number } | undefined;

	return {
		noteResponse(now) {
			lastResponseAt = now;
			if (last !== undefined) last.endedAt ??= now;
		},
		noteProbe(error, now) {
			if (error !== undefined && error.status === undefined) last = { error, seenAt: now };
		},
		lasts: (now) => now - lastResponseAt,
		lostIn(sentAt, now) {
			if (last?.endedAt === undefined || last.seenAt < sentAt) return undefined;
			return now - last.endedAt >= LATEST_AFTER_SILENCE ? last.error : undefined;
		},
	};
}
