import { getEventListeners } from 'node:events';

import { sleep } from '../../../nodes/Anesya/concurrency/sleep';

const timersLeft = () =>
	process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('A sleep', () => {
	it.each([
		['with', new AbortController().signal],
		['without', undefined],
	])('takes its time, %s a stop to listen to', async (_case, stop) => {
		const start = performance.now();
		await sleep(40, stop);
		expect(performance.now() - start).toBeGreaterThan(38);
	});

	it('of no length lets others have their turn', async () => {
		const turns: string[] = [];
		setImmediate(() => turns.push('other'));
		await sleep(0, new AbortController().signal);
		expect(turns).toEqual(['other']);
	});

	it('leaves no listener behind', async () => {
		const { signal } = new AbortController();
		for (let night = 0; night < 20; night += 1) await sleep(0, signal);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe('A stop', () => {
	const reason = new Error('The execution was cancelled');

	it('ends a sleep at once, with its reason', async () => {
		const stop = new AbortController();
		const start = performance.now();
		const night = sleep(60_000, stop.signal);
		stop.abort(reason);
		await expect(night).rejects.toBe(reason);
		expect(performance.now() - start).toBeLessThan(200);
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
	});

	it('that came before lets no sleep begin', async () => {
		await expect(sleep(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
	});

	it('leaves no timer behind for long', async () => {
		const before = timersLeft();
		const stop = new AbortController();
		const night = sleep(60_000, stop.signal);
		stop.abort(reason);
		await expect(night).rejects.toBe(reason);
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect(timersLeft()).toBeLessThanOrEqual(before);
	});
});
