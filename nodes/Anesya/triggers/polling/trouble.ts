import type { AnesyaApiError } from '../../transport/apiError';

/** Polls in a row without success after which the user is told. */
const TOLERATED_POLLS = 5;

/** Milliseconds after which two of them are enough, since a trigger may poll once an hour. */
const TOLERATED_TIME = 15 * 60_000;

/** Milliseconds. A wish to wait is obeyed no longer. */
const LONGEST_PAUSE = 24 * 3_600_000;

/** Why polls do not succeed at the moment. Times are milliseconds since 1970, by n8n's clock. */
export interface Trouble {
	message: string;
	description: string;
	since: number;
	/** Polls without success in a row. */
	polls: number;
	isTold: boolean;
	/** Anesya asked to send nothing for so long from then on. */
	pauseFrom: number;
	pauseFor: number;
}

/** A poll failed. @param now by n8n's clock */
export function withFailure(
	before: Trouble | undefined,
	{ message, description, retryAfter = 0 }: AnesyaApiError,
	now: number,
): Trouble {
	return {
		since: before?.since ?? now,
		polls: (before?.polls ?? 0) + 1,
		isTold: before?.isTold ?? false,
		message,
		description,
		pauseFrom: now,
		pauseFor: Math.min(retryAfter, LONGEST_PAUSE),
	};
}

/** Whether Anesya asked to wait. A clock that was set back must not prolong it. */
export function isPaused({ pauseFrom, pauseFor }: Trouble, now: number): boolean {
	return pauseFrom <= now && now < pauseFrom + pauseFor;
}

/** Whether it is time to tell the user: once, and not for what passes by itself. */
export function isToBeTold({ isTold, polls, since }: Trouble, now: number): boolean {
	return (
		!isTold && (polls >= TOLERATED_POLLS || (polls >= 2 && Math.abs(now - since) >= TOLERATED_TIME))
	);
}
