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

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

describe('A limit to what runs at once', () => {
	it('lets the first ones run and the others wait their turn', async () => {
		const started: string[] = [];
		const limit = createLimiter(2);
		const [a, b, c, d] = [
			heldTask(started, 'a'),
			heldTask(started, 'b'),
			heldTask(started, 'c'),
			heldTask(started, 'd'),
		];
		const all = Promise.all([a, b, c, d].map(async ({ task }) => await limit(task)));
		await turn();
		expect(started).toEqual(['a', 'b']);
		b.end();
		await turn();
		expect(started).toEqual(['a', 'b', 'c']);
		a.end();
		await turn();
		[c, d].forEach(({ end }) => end());
		expect(await all).toEqual(['a', 'b', 'c', 'd']);
	});

	it('goes on after a task that threw, even before its first await', async () => {
		const limit = createLimiter(1);
		const thrower = limit(() => {
			throw new Error('broken');
		});
		const next = limit(async () => 'done');
		await expect(thrower).rejects.toThrow('broken');
		expect(await next).toBe('done');
		expect(await limit(async () => 'later')).toBe('later');
	});

	it('is never exceeded, is used to the full, and lets everybody run once', async () => {
		const tasks = fc.array(fc.record({ turns: fc.nat(4), throws: fc.boolean() }), {
			minLength: 1,
			maxLength: 30,
		});
		await fc.assert(
			fc.asyncProperty(tasks, fc.integer({ min: 1, max: 6 }), async (given, atOnce) => {
				const limit = createLimiter(atOnce);
				const started: number[] = [];
				let [running, most] = [0, 0];
				const runs = given.map(
					async ({ turns, throws }, index) =>
						await limit(async () => {
							started.push(index);
							most = Math.max(most, (running += 1));
							for (let left = turns; left >= 0; left -= 1) await turn();
							running -= 1;
							if (throws) throw new Error('broken');
						}),
				);
				const ends = await Promise.allSettled(runs);
				expect(ends.map(({ status }) => status === 'rejected')).toEqual(
					given.map(({ throws }) => throws),
				);
				expect(started).toEqual([...given.keys()]);
				expect(most).toBe(Math.min(atOnce, given.length));
			}),
			{ numRuns: 50 },
		);
	});
});
