import { lacksData } from '../../api/extract';
import type { ExtractReading } from '../../api/getExtract';
import { getExtract } from '../../api/getExtract';
import type { ExtractFilter } from '../../api/listExtracts';
import { extractList } from '../../api/listExtracts';
import type { Page } from '../../api/page';
import { readPage } from '../../api/page';
import { PAGE_SIZE } from '../../api/paginate';
import { sleep } from '../../concurrency/sleep';
import { TimeUpError } from '../../concurrency/withDeadline';
import { AnesyaApiError } from '../../transport/apiError';
import type { AnesyaClient } from '../../transport/client';
import { briefRetryDelay, retry } from '../../transport/retry';
import { learnInPassing } from '../../waiting/learnDuration';
import { waitMemoryOf } from '../../waiting/processMemory';
import type { PollTime } from './pollTime';

/** Milliseconds after which a finished extract without its data is read once more, if that has helped so far. */
const DATA_LAG = 2_000;

/** Extracts in a poll that were read again in vain, after which the others are taken as they are. */
const TOLERATED_IN_VAIN = 3;

/** The list of extracts that a trigger polls, and its extracts. All calls throw AnesyaApiErrors only. */
export interface PolledList {
	account: string;
	filter: ExtractFilter;
	/** Reads a page, counted from 1. */
	readPage(page: number): Promise<Page>;
	readExtract(id: string): Promise<ExtractReading>;
	/** Milliseconds since 1970, by Anesya's clock; by the local one as long as that is not known. */
	now(): number;
}

/** @param time ends all requests */
export function openPolledList(
	api: AnesyaClient,
	filter: ExtractFilter,
	{ signal }: PollTime,
): PolledList {
	const list = { ...extractList(filter), retryPolicy: briefRetryDelay };
	const range = (page: number) => ({ page, size: PAGE_SIZE });
	const read = async (id: string) =>
		await retry(async () => await getExtract(api, id, signal), briefRetryDelay, signal);
	const { durations } = waitMemoryOf(api.account);
	let inVain = 0;

	async function readWithData(id: string): Promise<ExtractReading> {
		const reading = await read(id);
		if (!isIncomplete(reading) || inVain >= TOLERATED_IN_VAIN) return reading;
		await sleep(DATA_LAG, signal);
		const later = await read(id);
		if (isIncomplete(later)) inVain += 1;
		return later;
	}

	return {
		account: api.account,
		filter,
		async readPage(page) {
			const read = await inTime(readPage(api, list, range(page), signal));
			learnInPassing(durations, read.rows);
			return read;
		},
		readExtract: async (id) => await inTime(readWithData(id)),
		now: () => api.serverTime() ?? Date.now(),
	};
}

function isIncomplete({ extract }: ExtractReading): boolean {
	return extract !== undefined && lacksData(extract);
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
