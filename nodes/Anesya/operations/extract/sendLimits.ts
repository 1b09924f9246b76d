import { sleep } from '../../concurrency/sleep';
import { AnesyaApiError } from '../../transport/apiError';

/**
 * Runs an upload that must be sent in time.
 *
 * @param minutes that it may wait for its turn; undefined or 0 for any time
 * @param task gets the signal that is aborted when it is too late
 */
export type SendInTime = <Result>(
	minutes: number | undefined,
	task: (sendBy?: AbortSignal) => Promise<Result>,
) => Promise<Result>;

/**
 * When it is too late to send the documents of a run: from its first upload on, as long as a document is
 * waited for. One timer serves all of them.
 */
export function createSendLimits(): SendInTime {
	const timers = new Map<number, { waiting: Set<AbortController>; end: AbortController }>();

	function startTimer(minutes: number) {
		const [waiting, end] = [new Set<AbortController>(), new AbortController()];
		sleep(minutes * 60_000, end.signal).then(
			() => waiting.forEach((one) => one.abort(tooLateError(minutes))),
			() => {},
		);
		const timer = { waiting, end };
		timers.set(minutes, timer);
		return timer;
	}

	return async (minutes, task) => {
		if (minutes === undefined || minutes === 0) return await task();
		const { waiting, end } = timers.get(minutes) ?? startTimer(minutes);
		// A signal for each: Node.js warns of one that many listen to.
		const own = new AbortController();
		waiting.add(own);
		try {
			return await task(own.signal);
		} finally {
			waiting.delete(own);
			if (waiting.size === 0) end.abort();
		}
	};
}

function tooLateError(minutes: number): AnesyaApiError {
	const limit = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
	return new AnesyaApiError(
		{
			message: `The document could not be sent within ${limit}`,
			description:
				"Limits of Anesya, or the uploads before it, took all the time. Raise the option 'Timeout', or send fewer documents in one run.",
		},
		{
			retryable: false,
			accepted: 'no',
			unsent: 'This document was not accepted and costs nothing.',
		},
	);
}
