import { createLimiter } from '../../../nodes/Anesya/concurrency/limiter';
import type { WaitLimits } from '../../../nodes/Anesya/waiting/pendingExtract';
import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import type { WaitPorts } from '../../../nodes/Anesya/waiting/waitPorts';
import { OUTPUT } from '../results/outputSettings';
import { errorWith } from '../transport/responses';
import { extractAt, virtualPorts } from './virtualPorts';

const TIMEOUT = 12_000;
const limits: WaitLimits = { timeout: TIMEOUT, firstCheckAfter: 4_000 };
const ids = Array.from({ length: 40 }, (_, index) => String(index));

/** Never answers, but ends when nobody waits any more. */
async function silence(signal: AbortSignal): Promise<never> {
	return await new Promise((_resolve, reject) =>
		signal.addEventListener('abort', () => reject(signal.reason)),
	);
}

/** Waits for all, by ports that may be changed. */
async function waitForAll(changes: (ports: WaitPorts) => Partial<WaitPorts>, workflow?: string) {
	const ports = virtualPorts({
		read: (id, at) => ({ extract: extractAt(id, 11_000, at) }),
		list: (wanted, at) => ({
			extracts: new Map([...wanted].map((id) => [id, extractAt(id, 11_000, at)])),
			pages: 1,
		}),
	});
	const waitFor = createWaitLoop({ ...ports, ...changes(ports) });
	const results = await Promise.allSettled(
		ids.map(async (id) => await waitFor({ id, workflow, output: OUTPUT }, limits)),
	);
	return { results, endedAt: ports.now(), reads: ports.reads, now: ports.now };
}

describe('However Anesya behaves, a wait is over within five seconds of its deadline', () => {
	const LATEST = TIMEOUT + 5_000;

	it('if no single read is ever answered', async () => {
		const signals: AbortSignal[] = [];
		const { results, endedAt } = await waitForAll(() => ({
			read: async (_id, signal) => {
				signals.push(signal);
				return await silence(signal);
			},
		}));
		expect(endedAt).toBeLessThanOrEqual(LATEST);
		expect(results).toEqual(
			ids.map(() => ({ status: 'fulfilled', value: { extract: undefined, timedOut: true } })),
		);
		// Nothing goes on that nobody waits for.
		expect(signals.every(({ aborted }) => aborted)).toBe(true);
	});

	it('if the checks queue, and those that still do are not sent', async () => {
		const oneAtOnce = createLimiter(1);
		let sent = 0;
		const { results, endedAt } = await waitForAll(() => ({
			read: async (_id, signal) =>
				await oneAtOnce(async () => {
					signal.throwIfAborted();
					sent += 1;
					return await silence(signal);
				}),
		}));
		expect(endedAt).toBeLessThanOrEqual(LATEST);
		expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
		await new Promise(setImmediate);
		expect(sent).toBeLessThanOrEqual(2);
	});

	it('if all requests are throttled, and the error says so', async () => {
		const busy = errorWith({ status: 429, retryable: true, accepted: 'no', retryAfter: 60_000 });
		const { results, endedAt } = await waitForAll(
			() => ({
				read: async () => await Promise.reject(busy),
				readList: async () => await Promise.reject(busy),
			}),
			'w',
		);
		expect(endedAt).toBeLessThanOrEqual(LATEST);
		expect(results).toEqual(ids.map(() => ({ status: 'rejected', reason: busy })));
	});

	it('if a check fails and the next one is never answered: then that error counts', async () => {
		const broken = errorWith({ status: 502, retryable: true, accepted: 'no' });
		let checks = 0;
		const { results, endedAt } = await waitForAll(() => ({
			read: async (_id, signal) => {
				checks += 1;
				return checks > ids.length ? await silence(signal) : await Promise.reject(broken);
			},
		}));
		expect(endedAt).toBeLessThanOrEqual(LATEST);
		expect(results).toEqual(ids.map(() => ({ status: 'rejected', reason: broken })));
	});
});

describe('At the deadline', () => {
	it('each is read by itself if the list does not answer', async () => {
		const lists: AbortSignal[] = [];
		const { results, endedAt, reads } = await waitForAll(
			() => ({
				readList: async (_workflow, _ids, _maxPages, signal) => {
					lists.push(signal);
					return await silence(signal);
				},
			}),
			'w',
		);
		expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
		expect(results).toMatchObject(ids.map(() => ({ value: { timedOut: false } })));
		expect(endedAt).toBeLessThanOrEqual(TIMEOUT + 250);
		const last = reads.filter(({ at }) => at === TIMEOUT);
		expect(new Set(last.map(({ id }) => id)).size).toBe(ids.length);
		expect(reads.length).toBeLessThanOrEqual(ids.length + 3);
		expect(lists.every(({ aborted }) => aborted)).toBe(true);
	});

	it('each is read again if its check is not answered', async () => {
		const { results } = await waitForAll((ports) => ({
			read: async (id, signal) =>
				ports.now() < 10_000 ? await silence(signal) : await ports.read(id, signal),
		}));
		expect(results).toMatchObject(ids.map(() => ({ value: { timedOut: false } })));
	});

	it('a late answer changes nothing any more', async () => {
		let answer = () => {};
		const { results } = await waitForAll((ports) => ({
			read: async (id, signal) => {
				await new Promise<void>((resolve) => {
					const before = answer;
					answer = () => {
						before();
						resolve();
					};
				});
				return await ports.read(id, signal);
			},
		}));
		answer();
		await new Promise(setImmediate);
		expect(results).toMatchObject(ids.map(() => ({ value: { timedOut: true } })));
	});
});
