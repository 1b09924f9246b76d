import fc from 'fast-check';

import { createFairMemory } from '../../../nodes/Anesya/guards/fairMemory';

describe('What a process remembers for several accounts', () => {
	it('is what was remembered last for a key', () => {
		const memory = createFairMemory<number>(2);
		memory.set('a', 'x', 1);
		memory.set('a', 'x', 2);
		memory.set('b', 'x', 3);
		expect([memory.get('a', 'x'), memory.get('b', 'x'), memory.get('c', 'x')]).toEqual([
			2,
			3,
			undefined,
		]);
		expect(memory.entries()).toEqual([
			['x', 2],
			['x', 3],
		]);
	});

	it('makes room for new runs by what idle owners have, the idlest first', () => {
		const memory = createFairMemory<number>(200);
		for (let owner = 0; owner < 40; owner += 1)
			for (let key = 0; key < 5; key += 1) memory.set(`idle ${owner}`, String(key), owner);
		for (let key = 0; key < 10; key += 1) memory.set('active', String(key), -1);
		const left = (owner: number) => memory.entries().filter(([, value]) => value === owner).length;
		expect([-1, 0, 1, 2, 39].map(left)).toEqual([10, 0, 0, 5, 5]);
	});

	it('never takes anything from who remembers less than others, and has a limit', () => {
		const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(30)));
		fc.assert(
			fc.property(steps, (given) => {
				const memory = createFairMemory<string>(12);
				for (const [owner, key] of given) memory.set(owner, String(key), owner);
				const kept = memory.entries().map(([, owner]) => owner);
				expect(kept.length).toBeLessThanOrEqual(12);
				for (const owner of ['a', 'b', 'c']) {
					const keys = new Set(given.flatMap(([one, key]) => (one === owner ? [key] : [])));
					const left = kept.filter((one) => one === owner).length;
					expect(left).toBeGreaterThanOrEqual(Math.min(keys.size, 4));
				}
			}),
		);
	});
});
