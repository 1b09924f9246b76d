import type { ExtractReading } from '../../api/getExtract';
import { getExtract } from '../../api/getExtract';
import type { ExtractFilter } from '../../api/listExtracts';
import { extractList } from '../../api/listExtracts';
import type { Page } from '../../api/page';
import { readPage } from '../../api/page';
import { PAGE_SIZE } from '../../api/paginate';
import { TimeUpError } from '../../concurrency/withDeadline';
import { AnesyaApiError } from '../../transport/apiError';
import type { AnesyaClient } from '../../transport/client';
import { readRetryDelay, retry } from '../../transport/retry';
import type { PollTime } from './pollTime';

/** Milliseconds. The next poll comes anyway. */
const LONGEST_DELAY = 5_000;

/** The list of extracts that a trigger polls, and its extracts. All calls throw AnesyaApiErrors only. */
export interface PolledList {
	account: string;
	filter: ExtractFilter;
	/** Reads a page, counted from 1. */
	readPage(page: number): Promise<Page>;
	readExtract(id: string): Promise<ExtractReading>;
	/** Milliseconds since 1970, by Anesya's clock; by the local one until Anesya has told its time. */
	now(): number;
}

/** @param time ends all requests */
export function openPolledList(
	api: AnesyaClient,
	filter: ExtractFilter,
	{ signal }: PollTime,
): PolledList {
	const list = { ...extractList(filter), retryPolicy: pollRetryDelay };
	const range = (page: number) => ({ page, size: PAGE_SIZE });
	const read = async (id: string) => await getExtract(api, id, signal);
	return {
		account: api.account,
		filter,
		readPage: async (page) => await inTime(readPage(api, list, range(page), signal)),
		readExtract: async (id) =>
			await inTime(retry(async () => await read(id), pollRetryDelay, signal)),
		now: () => api.serverTime() ?? Date.now(),
	};
}

/**
 * The retry policy for each request of a poll.
 *
 * @returns milliseconds until the request is sent again, or undefined to give up
 */
function pollRetryDelay(
	error: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	const delay = attempt < 3 ? readRetryDelay(error, attempt, random) : undefined;
	return delay !== undefined && delay <= LONGEST_DELAY ? delay : undefined;
}

async function inTime<Result>(reading: Promise<Result>): Promise<Result> {
	return await reading.catch((thrown: unknown) => {
		throw thrown instanceof TimeUpError ? TOO_SLOW : thrown;
	});
}

const TOO_SLOW = new AnesyaApiError(
	{
		message: 'Anesya did not respond in time',
		description: 'The next poll continues from here.',
	},
	{ retryable: true, accepted: 'no' },
);
