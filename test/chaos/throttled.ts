import type { RateLimit } from '../emulator';
import { openFixture } from '../engine/fixture';
import { byId } from '../engine/items';
import { readNumbered } from './documents';
import { mailItem } from './mailItem';

/** What a throttling server saw of an execution. */
export interface ThrottledReport {
	retryAfter: RateLimit['retryAfter'];
	documents: number;
	/** How many of them came out. */
	delivered: number;
	seconds: number;
	requests: number;
	/** How many requests got a 429. */
	throttled: number;
	/** Requests for each one that was not throttled. */
	perUseful: number;
}

/** Uploads documents in one execution and waits for them, while Anesya accepts 5 requests a second. */
export async function runThrottled(
	documents: number,
	retryAfter: RateLimit['retryAfter'],
): Promise<ThrottledReport> {
	const fixture = await openFixture({
		rateLimit: { perSecond: 5, retryAfter },
		processingMs: 2_000,
		read: readNumbered,
	});
	const numbers = Array.from({ length: documents }, (_, index) => String(index + 1));
	const items = await Promise.all(
		numbers.map(async (number) => await mailItem([{ number, name: `throttled ${number}.png` }])),
	);

	const started = performance.now();
	const { json } = await fixture.run(
		{ operation: 'uploadAndWait', workflow: byId(fixture.anesya.workflowId) },
		items,
	);
	const seconds = (performance.now() - started) / 1000;
	await fixture.close();

	const requests = fixture.anesya.requests.length;
	const throttled = fixture.anesya.requests.filter(({ status }) => status === 429).length;
	return {
		retryAfter,
		documents,
		delivered: json.length,
		seconds,
		requests,
		throttled,
		perUseful: requests / (requests - throttled),
	};
}
