import fc from 'fast-check';

import { AnesyaApiError } from '../../../../nodes/Anesya/transport/apiError';
import type { Outcome } from './polledWorld';
import { CLOCKLESS, FAST, HOUR, MINUTE, openWorld, SLOW, START } from './polledWorld';

it('What is created and ends while the first poll is under way counts as new', async () => {
	const world = openWorld('a');
	world.make(['a'], START);
	world.pass(MINUTE);
	await world.poll(true, () => {
		world.pass(1_000);
		world.make(['a'], world.now());
		world.pass(1_000);
	});
	for (let poll = 0; poll < 2; poll += 1) await world.poll();
	expect(world.delivered).toEqual(['x1']);
});

it('what had ended just before the activation does not come, although the clock of Anesya seems to say so', async () => {
	const world = openWorld('a');
	world.pass(100);
	world.make(['a'], world.now());
	world.pass(800);
	await world.poll(true);
	world.pass(50);
	world.make(['a'], world.now());
	for (let poll = 0; poll < 2; poll += 1) await world.poll();
	expect(world.delivered).toEqual(['x1']);
});

describe('When the user chooses another list', () => {
	it.each([1, 2])(
		'its extracts come from then on, even if Anesya was away until after a restart: %i choices',
		async (choices) => {
			const world = openWorld('a');
			await world.poll(true);
			world.make(['b', 'c'], START);
			world.pass(HOUR);
			world.setAway(true);
			await world.choose('b');
			world.pass(MINUTE);
			world.make(['b', 'c'], world.now() + MINUTE);
			world.pass(2 * HOUR);
			if (choices === 2) await world.choose('c');
			world.pass(MINUTE);
			await world.restart();
			world.setAway(false);
			for (let poll = 0; poll < 4; poll += 1) await world.poll();
			expect(world.delivered).toEqual(['x1']);
		},
	);

	it.each([
		{ before: 3_000, delivered: [] },
		{ before: 500, delivered: ['x0'] },
	])(
		'what had ended $before ms before comes only if the clock of Anesya does not tell that',
		async ({ before, delivered }) => {
			const world = openWorld('a');
			await world.poll(true);
			world.pass(MINUTE + 999 - before);
			world.make(['b'], world.now());
			world.pass(before);
			await world.choose('b');
			for (let poll = 0; poll < 3; poll += 1) {
				world.pass(MINUTE);
				await world.poll();
			}
			expect(world.delivered).toEqual(delivered);
		},
	);

	it.each([
		{ case: 'Anesya is away', behavior: FAST },
		{ case: 'Anesya never tells its time', behavior: CLOCKLESS },
	])(
		'nothing comes again, even if $case and the clock of n8n has gone back',
		async ({ behavior }) => {
			const world = openWorld('a', behavior);
			world.pass(1);
			await world.poll(true);
			world.make(['a', 'b'], START);
			await world.poll();
			await world.choose('b');
			for (let poll = 0; poll < 4; poll += 1) {
				world.pass(HOUR);
				world.make(['b'], world.now());
				await world.poll();
			}
			world.setAway(behavior.hasClock);
			world.setClock(-5 * HOUR);
			await world.choose('a');
			world.setAway(false);
			for (let poll = 0; poll < 4; poll += 1) await world.poll();
			expect(world.delivered).toEqual(['x0', 'x1', 'x2', 'x3', 'x4']);
		},
	);

	it('its extracts come even if the list before grows with each poll, and takes several to read', async () => {
		const world = openWorld('a', SLOW);
		for (let count = 0; count < 60; count += 1) world.make(['a'], START);
		world.pass(HOUR);
		for (let poll = 0; poll < 12; poll += 1) await world.poll();
		await world.choose('b');
		world.make(['b'], world.now());
		for (let poll = 0; poll < 15; poll += 1) {
			world.pass(MINUTE);
			world.make(['a'], world.now());
			await world.poll();
		}
		expect(world.delivered).toEqual(['x60']);
	});

	it('what had ended by then comes by the settings before, once, and what ends later by the new ones', async () => {
		const world = openWorld('a');
		await world.poll(true);
		world.make(['a'], START + MINUTE);
		world.make(['a', 'b'], START + 2 * MINUTE);
		world.make(['a'], START + HOUR);
		world.make(['a', 'b'], START + HOUR);
		world.pass(1);
		await world.poll();
		world.make(['a'], START + 3 * MINUTE);
		world.make(['b'], START + 3 * MINUTE);
		world.make(['a'], START + 3 * MINUTE, 'ERROR');
		world.pass(4 * MINUTE);
		await world.choose('b');
		expect(world.delivered).toEqual(['x0', 'x1', 'x4']);
		world.pass(2 * HOUR);
		for (let poll = 0; poll < 3; poll += 1) await world.poll();
		expect(world.delivered.slice(3)).toEqual(['x3']);
	});

	it('the same goes for what starts the workflow, and the list is not begun anew', async () => {
		const world = openWorld('a');
		await world.poll(true);
		world.make(['a'], START + MINUTE);
		world.make(['a'], START + HOUR);
		world.make(['a'], START + HOUR, 'ERROR');
		world.pass(2 * MINUTE);
		await world.choose('a', ['ERROR']);
		expect(world.delivered).toEqual(['x0']);
		world.pass(2 * HOUR);
		for (let poll = 0; poll < 3; poll += 1) await world.poll();
		expect(world.delivered.slice(1)).toEqual(['x2']);
	});

	it('what had ended by then comes even if that takes several polls', async () => {
		const world = openWorld('a', SLOW);
		await world.poll(true);
		for (let count = 0; count < 40; count += 1) world.make(['a'], START + MINUTE);
		world.make(['a'], START + HOUR);
		world.pass(2 * MINUTE);
		await world.choose('b');
		for (let poll = 0; poll < 30; poll += 1) await world.poll();
		world.pass(2 * HOUR);
		for (let poll = 0; poll < 30; poll += 1) await world.poll();
		const due = world.made.slice(0, 40).map(({ id }) => id);
		expect(world.delivered.toSorted()).toEqual(due.toSorted());
	});

	it.each([
		{ case: 'refused', status: 404, polls: 1 },
		{ case: 'broken for several polls', status: 500, polls: 5 },
	])(
		'a list before that is $case does not hold up the new one, and that is told once',
		async ({ status, polls }) => {
			const world = openWorld('a');
			await world.poll(true);
			world.make(['a'], START + MINUTE);
			await world.poll();
			world.pass(2 * MINUTE);
			const error = { message: '', description: '' };
			const retryable = status === 500;
			world.refuse('a', new AnesyaApiError(error, { retryable, accepted: 'no', status }));
			await world.choose('b');
			world.make(['b'], world.now() + MINUTE);
			for (let poll = 1; poll < polls; poll += 1) {
				expect(world.refusals).toEqual([]);
				await world.poll();
			}
			world.pass(2 * MINUTE);
			for (let poll = 0; poll < 3; poll += 1) await world.poll();
			expect(world.refusals).toMatchObject([{ status }]);
			// What was pending is read by itself if only the list is refused.
			expect(world.delivered).toEqual(status === 404 ? ['x0', 'x1'] : ['x1']);
		},
	);

	it('a list before that gets further between its failures is not given up', async () => {
		const world = openWorld('a', SLOW);
		await world.poll(true);
		for (let count = 0; count < 80; count += 1) world.make(['a'], START + MINUTE);
		world.pass(2 * MINUTE);
		await world.choose('b');
		const text = { message: '', description: '' };
		const error = new AnesyaApiError(text, { retryable: true, accepted: 'no', status: 500 });
		for (let poll = 0; poll < 80; poll += 1) {
			world.refuse(poll % 2 === 0 ? 'a' : 'none', error);
			await world.poll();
		}
		expect(world.refusals).toEqual([]);
		expect(world.delivered.toSorted()).toEqual(world.made.map(({ id }) => id).toSorted());
	});

	it('what had ended by then comes once, even if the new list cannot be read yet', async () => {
		const world = openWorld('a');
		await world.poll(true);
		world.make(['a', 'b'], START + MINUTE);
		world.pass(2 * MINUTE);
		const text = { message: '', description: '' };
		const error = new AnesyaApiError(text, { retryable: true, accepted: 'no', status: 500 });
		world.refuse('b', error);
		await world.choose('b');
		expect(world.delivered).toEqual(['x0']);
		world.pass(MINUTE);
		world.make(['b'], world.now());
		await world.poll();
		// The list before is over, and not read again.
		world.refuse('a', error);
		for (let poll = 0; poll < 2; poll += 1) await world.poll();
		expect(world.delivered).toEqual(['x0', 'x1']);
	});

	it('any sequence of choices, restarts and outages delivers what it should once', async () => {
		const lists = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
		const action = fc.oneof(
			{
				weight: 4,
				arbitrary: fc.tuple(
					fc.constant('make' as const),
					lists,
					fc.nat(90),
					fc.constantFrom('FINISHED' as const, 'ERROR' as const),
				),
			},
			{ weight: 3, arbitrary: fc.tuple(fc.constant('poll' as const)) },
			{ weight: 1, arbitrary: fc.tuple(fc.constant('restart' as const)) },
			{ weight: 1, arbitrary: fc.tuple(fc.constant('away' as const), fc.boolean()) },
			{
				weight: 1,
				arbitrary: fc.tuple(fc.constant('clock' as const), fc.constantFrom(0, -9 * HOUR, 9 * HOUR)),
			},
			{
				weight: 1,
				arbitrary: fc.tuple(
					fc.constant('choose' as const),
					fc.constantFrom('a', 'b', 'c'),
					fc.subarray<Outcome>(['ERROR', 'FINISHED'], { minLength: 1 }),
				),
			},
		);
		const steps = fc.array(fc.tuple(action, fc.constantFrom(0, 1, 30, 180)), { maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(steps, fc.constantFrom(FAST, SLOW, CLOCKLESS), async (all, behavior) => {
				const world = openWorld('a', behavior);
				await world.poll(true);
				const outcomes: Outcome[] = ['FINISHED'];
				const chosen = [{ list: 'a', triggerOn: outcomes, at: START }];
				world.pass(1);
				for (const [[kind, first, second, third], minutes] of all) {
					if (kind === 'make') world.make(first, world.now() + second * MINUTE, third);
					if (kind === 'poll') await world.poll();
					if (kind === 'restart') await world.restart();
					if (kind === 'away') world.setAway(first);
					if (kind === 'clock') world.setClock(first);
					if (kind === 'choose') {
						chosen.push({ list: first, triggerOn: second, at: world.now() });
						await world.choose(first, second);
					}
					world.pass(minutes * MINUTE + 1);
				}
				const wasAway = all.some(([[kind]]) => kind === 'away');
				const isClockRight = all.every(([[kind]]) => kind !== 'clock');
				world.setAway(false);
				for (let poll = 0; poll < (behavior === SLOW ? 60 : 15); poll += 1) {
					world.pass(15 * MINUTE);
					await world.poll();
				}

				const times = (one: string) => world.delivered.filter((id) => id === one).length;
				for (const { id, lists: has, createdAt, endsAt, outcome } of world.made) {
					const isIn = ({ list }: { list: string }) => has.includes(list);
					const isWanted = (choice: (typeof chosen)[number]) =>
						isIn(choice) && choice.triggerOn.includes(outcome);
					const then = chosen.filter(({ at }) => at > endsAt);
					const during = chosen.filter(({ at }) => at <= endsAt).at(-1);
					const isDue = during !== undefined && isWanted(during);
					// Of what was there and ended while Anesya was away, nobody can know when it ended.
					const isKnown = during !== undefined && createdAt > during.at;
					expect(times(id)).toBeLessThanOrEqual(1);
					if (isDue && isKnown && isClockRight) expect([id, times(id)]).toEqual([id, 1]);
					// Anesya tells its time in whole seconds.
					const isTimeTold = then.every(({ at }) => at - createdAt >= 1_000);
					const isToldAtOnce = behavior === FAST && !wasAway && isTimeTold;
					// What the list showed in an unwanted outcome may have ended after the choice.
					const mayBeLate = during !== undefined && isIn(during) && then.some(isWanted);
					if (isToldAtOnce && !isDue && !mayBeLate) expect([id, times(id)]).toEqual([id, 0]);
				}
			}),
			{ numRuns: 300 },
		);
	});
});
