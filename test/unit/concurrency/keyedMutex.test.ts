import fc from 'fast-check';

import { runExclusive } from '../../../nodes/Anesya/concurrency/keyedMutex';

/** A task that ends when it is told to. */
function createTask() {
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

const otherTasksRun = async () => await new Promise<void>((resolve) => setImmediate(resolve));

describe('Tasks that share a key', () => {
	it('run one after the other, in the order in which they came', async () => {
		const [first, second] = [createTask(), createTask()];
		const results = [
			runExclusive(['a'], undefined, first.task),
			runExclusive(['a'], undefined, second.task),
		];
		await otherTasksRun();
		expect([first.isRunning(), second.isRunning()]).toEqual([true, false]);
		first.finish();
		await otherTasksRun();
		expect([first.isRunning(), second.isRunning()]).toEqual([false, true]);
		second.finish();
		expect(await Promise.all(results)).toEqual(['done', 'done']);
	});

	it('continue after one of them fails', async () => {
		const first = createTask();
		const failing = runExclusive(['a'], undefined, first.task);
		const second = runExclusive(['a'], undefined, async () => 2);
		await otherTasksRun();
		first.finish(new Error('Stopped'));
		await expect(failing).rejects.toThrow('Stopped');
		expect(await second).toBe(2);
	});

	it('keep their order when one of them gives up', async () => {
		const [first, third] = [createTask(), createTask()];
		const controller = new AbortController();
		const running = runExclusive(['a'], undefined, first.task);
		const aborted = runExclusive(['a'], controller.signal, async () => 'never');
		const last = runExclusive(['a'], undefined, third.task);
		controller.abort(new Error('Stopped'));
		await expect(aborted).rejects.toThrow('Stopped');
		expect([first.isRunning(), third.isRunning()]).toEqual([true, false]);
		first.finish();
		await otherTasksRun();
		third.finish();
		expect(await Promise.all([running, last])).toEqual(['done', 'done']);
	});

	it('wait for the tasks of all their keys', async () => {
		const [a, b] = [createTask(), createTask()];
		const all = [runExclusive(['a'], undefined, a.task), runExclusive(['b'], undefined, b.task)];
		let hasRun = false;
		const both = runExclusive(['a', 'b'], undefined, async () => void (hasRun = true));
		await otherTasksRun();
		a.finish();
		await otherTasksRun();
		expect(hasRun).toBe(false);
		b.finish();
		await Promise.all([...all, both]);
		expect(hasRun).toBe(true);
	});
});

it('Tasks without a common key run side by side', async () => {
	const [a, b] = [createTask(), createTask()];
	const all = [runExclusive(['a'], undefined, a.task), runExclusive(['b'], undefined, b.task)];
	await otherTasksRun();
	expect([a.isRunning(), b.isRunning()]).toEqual([true, true]);
	a.finish();
	b.finish();
	await Promise.all(all);
});

it('No key is ever in use by two tasks at once, and all tasks finish', async () => {
	const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(fc.array(keys, { maxLength: 12 }), async (tasks) => {
			const inUse = new Set<string>();
			const results = tasks.map((own) =>
				runExclusive(own, undefined, async () => {
					for (const key of own) expect(inUse.has(key)).toBe(false);
					own.forEach((key) => inUse.add(key));
					await otherTasksRun();
					own.forEach((key) => inUse.delete(key));
					return own;
				}),
			);
			expect(await Promise.all(results)).toEqual(tasks);
		}),
		{ numRuns: 50 },
	);
});
