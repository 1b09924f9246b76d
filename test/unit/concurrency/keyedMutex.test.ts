import fc from 'fast-check';

import { runExclusive } from '../../../nodes/Anesya/concurrency/keyedMutex';

/** A task that is over when it is told to be. */
function openTask() {
	let finish: (error?: Error) => void = () => {};
	let isRunning = false;
	const task = async () => {
		isRunning = true;
		await new Promise<void>(
			(resolve, reject) => (finish = (error) => (error === undefined ? resolve() : reject(error))),
		);
		isRunning = false;
		return 'done';
	};
	return { task, finish: (error?: Error) => finish(error), isRunning: () => isRunning };
}

const settled = async () => await new Promise<void>((resolve) => setImmediate(resolve));

describe('Tasks that share a key', () => {
	it('run one after the other, in the order in which they came', async () => {
		const [first, second] = [openTask(), openTask()];
		const results = [
			runExclusive(['a'], undefined, first.task),
			runExclusive(['a'], undefined, second.task),
		];
		await settled();
		expect([first.isRunning(), second.isRunning()]).toEqual([true, false]);
		first.finish();
		await settled();
		expect([first.isRunning(), second.isRunning()]).toEqual([false, true]);
		second.finish();
		expect(await Promise.all(results)).toEqual(['done', 'done']);
	});

	it('go on after one that fails', async () => {
		const first = openTask();
		const failing = runExclusive(['a'], undefined, first.task);
		const second = runExclusive(['a'], undefined, async () => 2);
		await settled();
		first.finish(new Error('Stopped'));
		await expect(failing).rejects.toThrow('Stopped');
		expect(await second).toBe(2);
	});

	it('keep their order when one of them gives up its turn', async () => {
		const [first, third] = [openTask(), openTask()];
		const stop = new AbortController();
		const running = runExclusive(['a'], undefined, first.task);
		const given = runExclusive(['a'], stop.signal, async () => 'never');
		const last = runExclusive(['a'], undefined, third.task);
		stop.abort(new Error('Stopped'));
		await expect(given).rejects.toThrow('Stopped');
		expect([first.isRunning(), third.isRunning()]).toEqual([true, false]);
		first.finish();
		await settled();
		third.finish();
		expect(await Promise.all([running, last])).toEqual(['done', 'done']);
	});

	it('wait for all of those, where there are several keys', async () => {
		const [a, b] = [openTask(), openTask()];
		const all = [runExclusive(['a'], undefined, a.task), runExclusive(['b'], undefined, b.task)];
		let isOver = false;
		const both = runExclusive(['a', 'b'], undefined, async () => void (isOver = true));
		await settled();
		a.finish();
		await settled();
		expect(isOver).toBe(false);
		b.finish();
		await Promise.all([...all, both]);
		expect(isOver).toBe(true);
	});
});

it('Tasks without a common key run side by side', async () => {
	const [a, b] = [openTask(), openTask()];
	const all = [runExclusive(['a'], undefined, a.task), runExclusive(['b'], undefined, b.task)];
	await settled();
	expect([a.isRunning(), b.isRunning()]).toEqual([true, true]);
	a.finish();
	b.finish();
	await Promise.all(all);
});

it('No key is ever in two tasks at once, and all tasks come to their end', async () => {
	const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(fc.array(keys, { maxLength: 12 }), async (tasks) => {
			const inUse = new Set<string>();
			const results = tasks.map((own) =>
				runExclusive(own, undefined, async () => {
					for (const key of own) expect(inUse.has(key)).toBe(false);
					own.forEach((key) => inUse.add(key));
					await settled();
					own.forEach((key) => inUse.delete(key));
					return own;
				}),
			);
			expect(await Promise.all(results)).toEqual(tasks);
		}),
		{ numRuns: 50 },
	);
});
