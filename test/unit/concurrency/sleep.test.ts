import { getEventListeners } from 'node:events';

import { sleep } from '../../../nodes/Anesya/concurrency/sleep';

const timersLeft = () =>
	process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('A sleep', () => {
	it.each([
		['with', new AbortController().signal],
		['without', undefined],
	])('takes its time, %s a signal', async (_case, signal) => {
		const start = performance.now();
		await sleep(40, signal);
		expect(performance.now() - start).toBeGreaterThan(38);
	});

	it('of no length still lets other tasks run', async () => {
		const ran: string[] = [];
		setImmediate(() => ran.push('other'));
		await sleep(0, new AbortController().signal);
		expect(ran).toEqual(['other']);
	});

	it('leaves no listener behind', async () => {
		const { signal } = new AbortController();
		for (let count = 0; count < 20; count += 1) await sleep(0, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe('An aborted signal', () => {
	const reason = new Error('The execution was cancelled');

	it('ends a sleep immediately, with its reason', async () => {
		const controller = new AbortController();
		const start = performance.now();
		const sleeping = sleep(60_000, controller.signal);
		controller.abort(reason);
		await expect(sleeping).rejects.toBe(reason);
		expect(performance.now() - start).toBeLessThan(200);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
	});

	it('ends a sleep before it begins', async () => {
		await expect(sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
	});

	it('leaves no timer behind for long', async () => {
		const before = timersLeft();
		const controller = new AbortController();
		const sleeping = sleep(60_000, controller.signal);
		controller.abort(reason);
		await expect(sleeping).rejects.toBe(reason);
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect(timersLeft()).toBeLessThanOrEqual(before);
	});
});
