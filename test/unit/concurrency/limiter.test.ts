import fc from 'fast-check';

import { createLimiter } from '../../../nodes/Anesya/concurrency/limiter';

/** A task that ends when it is told to. */
function heldTask(started: string[], name: string) {
	let end: (result: string) => void = () => {};
	const task = async () => {
		started.push(name);
		return await new Promise<string>((resolve) => (end = resolve));
	};
	return { task, end: () => end(name) };
}

const otherTasksRun = async () => await new Promise((resolve) => setImmediate(resolve));

describe('A limiter', () => {
	it('runs the first tasks, and the others in order as soon as there is room', async () => {
		const started: string[] = [];
		const limiter = createLimiter(2);
		const [a, b, c, d] = [
			heldTask(started, 'a'),
			heldTask(started, 'b'),
			heldTask(started, 'c'),
			heldTask(started, 'd'),
		];
		const all = Promise.all([a, b, c, d].map(async ({ task }) => await limiter(task)));
		await otherTasksRun();
		expect(started).toEqual(['a', 'b']);
		b.end();
		await otherTasksRun();
		expect(started).toEqual(['a', 'b', 'c']);
		a.end();
		await otherTasksRun();
		[c, d].forEach(({ end }) => end());
		expect(await all).toEqual(['a', 'b', 'c', 'd']);
	});

	it('continues after a task that threw, even before its first await', async () => {
		const limiter = createLimiter(1);
		const thrower = limiter(() => {
			throw new Error('broken');
		});
		const next = limiter(async () => 'done');
		await expect(thrower).rejects.toThrow('broken');
		expect(await next).toBe('done');
		expect(await limiter(async () => 'later')).toBe('later');
	});

	it('never exceeds its limit, uses all of it, and runs every task once', async () => {
		const tasks = fc.array(fc.record({ awaits: fc.nat(4), throws: fc.boolean() }), {
			minLength: 1,
			maxLength: 30,
		});
		await fc.assert(
			fc.asyncProperty(tasks, fc.integer({ min: 1, max: 6 }), async (given, limit) => {
				const limiter = createLimiter(limit);
				const started: number[] = [];
				let [running, most] = [0, 0];
				const runs = given.map(
					async ({ awaits, throws }, index) =>
						await limiter(async () => {
							started.push(index);
							most = Math.max(most, (running += 1));
							for (let left = awaits; left >= 0; left -= 1) await otherTasksRun();
							running -= 1;
							if (throws) throw new Error('broken');
						}),
				);
				const ends = await Promise.allSettled(runs);
				expect(ends.map(({ status }) => status === 'rejected')).toEqual(
					given.map(({ throws }) => throws),
				);
				expect(started).toEqual([...given.keys()]);
				expect(most).toBe(Math.min(limit, given.length));
			}),
			{ numRuns: 50 },
		);
	});
});

it('A task that has waited too long gives its place up, and no other loses its turn', async () => {
	const limit = createLimiter(1);
	const [controller, ran] = [new AbortController(), Array<string>()];
	let finish = () => {};
	const first = limit(async () => await new Promise<void>((resolve) => (finish = resolve)));
	const second = limit(async () => void ran.push('second'), controller.signal);
	const third = limit(async () => void ran.push('third'));
	controller.abort(new Error('too late'));
	await expect(second).rejects.toThrow('too late');
	finish();
	await Promise.all([first, third]);
	expect(ran).toEqual(['third']);
	await limit(async () => void ran.push('fourth'));
	expect(ran).toEqual(['third', 'fourth']);
});
