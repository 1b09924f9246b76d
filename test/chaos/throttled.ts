import type { Limit } from '../emulator';
import { byId } from '../engine/items';
import { openStation } from '../engine/station';
import { readNumbered } from './documents';
import { itemOf } from './itemOf';

/** What a server that throttles saw of an execution. */
export interface ThrottledReport {
	retryAfter: Limit['retryAfter'];
	documents: number;
	/** How many of them came out. */
	delivered: number;
	seconds: number;
	requests: number;
	/** Requests that were answered by 429. */
	refused: number;
	/** Requests for each one that was not refused. */
	perUseful: number;
}

/** Uploads documents in one execution and waits for them, while Anesya answers 5 requests a second. */
export async function runThrottled(
	documents: number,
	retryAfter: Limit['retryAfter'],
): Promise<ThrottledReport> {
	const station = await openStation({
		limit: { perSecond: 5, retryAfter },
		processingMs: 2_000,
		read: readNumbered,
	});
	const numbers = Array.from({ length: documents }, (_, index) => String(index + 1));
	const items = await Promise.all(
		numbers.map(async (number) => await itemOf([{ number, name: `throttled ${number}.png` }])),
	);

	const started = performance.now();
	const { json } = await station.run(
		{ operation: 'uploadAndWait', workflow: byId(station.anesya.workflowId) },
		items,
	);
	const seconds = (performance.now() - started) / 1000;
	await station.close();

	const requests = station.anesya.requests.length;
	const refused = station.anesya.requests.filter(({ status }) => status === 429).length;
	return {
		retryAfter,
		documents,
		delivered: json.length,
		seconds,
		requests,
		refused,
		perUseful: requests / (requests - refused),
	};
}
