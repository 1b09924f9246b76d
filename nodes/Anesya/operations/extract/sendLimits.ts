import { sleep } from '../../concurrency/sleep';
import { AnesyaApiError } from '../../transport/apiError';
import { timeText } from '../../waiting/waitErrors';

/**
 * Runs an upload that must be sent in time.
 *
 * @param minutes that it may wait for its turn; undefined or 0 for any time
 * @param task gets the signal that is aborted when it is too late; returns the extracts that it created
 */
export type SendInTime = <Result extends { uploaded: unknown[] }>(
	minutes: number | undefined,
	task: (sendBy?: AbortSignal) => Promise<Result>,
) => Promise<Result>;

interface Timer {
	/** Uploads that wait for their turn. */
	waiting: Set<AbortController>;
	/** Ends the timer once none is left. */
	end: AbortController;
}

/**
 * When it is too late to send the documents of a run: as soon as Anesya has taken none of them for as
 * long as a document is waited for. So a large run goes on while it makes progress, and one that makes
 * none ends in time. One timer serves all documents.
 */
export function createSendLimits(): SendInTime {
	const timers = new Map<number, Timer>();
	let lastProgressAt = -Infinity;

	async function watch(minutes: number, { waiting, end }: Timer): Promise<void> {
		const limit = minutes * 60_000;
		const startedAt = performance.now();
		const left = () => Math.max(startedAt, lastProgressAt) + limit - performance.now();
		for (let time = left(); time > 0; time = left()) await sleep(time, end.signal);
		timers.delete(minutes);
		const error = tooLateError(minutes, lastProgressAt > startedAt);
		waiting.forEach((one) => one.abort(error));
	}

	function startTimer(minutes: number): Timer {
		const timer = { waiting: new Set<AbortController>(), end: new AbortController() };
		timers.set(minutes, timer);
		watch(minutes, timer).catch(() => {});
		return timer;
	}

	return async (minutes, task) => {
		if (minutes === undefined || minutes === 0) return await task();
		const timer = timers.get(minutes) ?? startTimer(minutes);
		const { waiting, end } = timer;
		// A signal for each: Node.js warns of one that many listen to.
		const own = new AbortController();
		waiting.add(own);
		try {
			const result = await task(own.signal);
			if (result.uploaded.length > 0) lastProgressAt = performance.now();
			return result;
		} finally {
			waiting.delete(own);
			if (waiting.size === 0) end.abort();
			if (waiting.size === 0 && timers.get(minutes) === timer) timers.delete(minutes);
		}
	};
}

/** @param isStalled whether Anesya accepted others first, while these waited */
function tooLateError(minutes: number, isStalled: boolean): AnesyaApiError {
	const limit = timeText(minutes);
	return new AnesyaApiError(
		{
			message: `The document could not be sent within ${limit}${isStalled ? ' of the last one that Anesya accepted' : ''}`,
			description: `In that time, Anesya accepted ${isStalled ? 'no other' : 'no'} document of this run. Run the workflow again later, or raise the option 'Timeout'.`,
		},
		{
			retryable: false,
			accepted: 'no',
			unsent: 'This document was not accepted and costs nothing.',
		},
	);
}
