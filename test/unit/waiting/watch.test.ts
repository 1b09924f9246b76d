import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import type { ErrorDetails } from '../../../nodes/Anesya/transport/apiError';
import { createLimiter } from '../../../nodes/Anesya/concurrency/limiter';
import { sleep } from '../../../nodes/Anesya/concurrency/sleep';
import { createWatch } from '../../../nodes/Anesya/waiting/watch';
import type { Service } from './virtualRoom';
import { extractAt, virtualRoom } from './virtualRoom';

const limits = { timeout: 900_000, firstCheckAfter: 0 };
const failure = (facts: Partial<ErrorDetails> = {}) =>
	new AnesyaApiError(
		{ message: 'No', description: 'Later' },
		{ retryable: true, accepted: 'no', ...facts },
	);

it('An interval that the user fixed stays as it is where a list tells of many', async () => {
	const list: Service['list'] = (ids, at) => ({
		extracts: new Map([...ids].map((id) => [id, extractAt(id, 60_000, at)])),
		pages: 1,
	});
	const room = virtualRoom({ read: (id, at) => ({ extract: extractAt(id, 60_000, at) }), list });
	const waitFor = createWatch(room);
	await Promise.all(
		['a', 'b', 'c'].map(async (id) => await waitFor(id, { ...limits, interval: 5_000 }, 'w')),
	);
	expect(room.lists).toEqual([
		0, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000, 55_000,
		60_000,
	]);
});

describe('Waiting for one extract', () => {
	const waitWith = async (read: Service['read'], more = {}) => {
		const room = virtualRoom({ read });
		const result = createWatch(room)('a', { ...limits, ...more });
		return { room, result: await result, times: room.reads.map(({ at }) => at) };
	};

	it('looks every 2.35 seconds, and ends with the look that finds it finished', async () => {
		const { result, times } = await waitWith((id, at) => ({ extract: extractAt(id, 5_000, at) }));
		expect(result).toMatchObject({ timedOut: false, extract: { status: 'FINISHED' } });
		expect(times).toEqual([0, 2_350, 4_700, 7_050]);
	});

	it('looks as often as the user wants', async () => {
		const { times } = await waitWith((id, at) => ({ extract: extractAt(id, 9_000, at) }), {
			interval: 5_000,
		});
		expect(times).toEqual([0, 5_000, 10_000]);
	});

	it('comes back when Anesya says, but not at once', async () => {
		const { times } = await waitWith((id, at) => ({
			extract: extractAt(id, 8_000, at),
			retryAfter: at === 0 ? 7_000 : 0,
		}));
		expect(times).toEqual([0, 7_000, 7_500, 8_000]);
	});

	it('takes "not ready" without a body for an extract that goes on', async () => {
		const { result } = await waitWith((id, at) =>
			at < 3_000 ? {} : { extract: extractAt(id, 0, at) },
		);
		expect(result).toMatchObject({ timedOut: false });
	});

	it('looks a last time at the deadline', async () => {
		const { result, times } = await waitWith((id, at) => ({ extract: extractAt(id, 5_900, at) }), {
			timeout: 6_000,
		});
		expect(times).toEqual([0, 2_350, 4_700, 6_000]);
		expect(result.timedOut).toBe(false);
	});

	it('gives the last that was seen when the time is up', async () => {
		const { result, times } = await waitWith(
			(id, at) => ({ extract: extractAt(id, Infinity, at) }),
			{ timeout: 3_000 },
		);
		expect(times).toEqual([0, 2_350, 3_000]);
		expect(result).toMatchObject({ timedOut: true, extract: { status: 'IN_PROGRESS' } });
	});

	it('looks once when there is no time at all', async () => {
		const { times } = await waitWith((id, at) => ({ extract: extractAt(id, Infinity, at) }), {
			timeout: 0,
			firstCheckAfter: 2_000,
		});
		expect(times).toEqual([0]);
	});
});

describe('Looks that go wrong', () => {
	const waitThrough = async (
		fails: (look: number) => AnesyaApiError | undefined,
		timeout = 900_000,
	) => {
		let looks = 0;
		const room = virtualRoom({
			read(id, at) {
				const thrown = fails((looks += 1));
				if (thrown) throw thrown;
				return { extract: extractAt(id, 20_000, at) };
			},
		});
		const result = await createWatch(room)('a', { ...limits, timeout }).catch(
			(thrown: unknown) => thrown,
		);
		return { result, looks };
	};

	it('are survived five times in a row', async () => {
		const { result } = await waitThrough((look) =>
			look % 6 === 0 ? undefined : failure({ status: 502 }),
		);
		expect(result).toMatchObject({ timedOut: false });
	});

	it('end the wait the sixth time', async () => {
		const { result, looks } = await waitThrough(() => failure({ status: 502 }));
		expect(result).toBeInstanceOf(AnesyaApiError);
		expect(looks).toBe(6);
	});

	it('end it at once when they will not pass', async () => {
		const { result, looks } = await waitThrough(() => failure({ status: 404, retryable: false }));
		expect(result).toBeInstanceOf(AnesyaApiError);
		expect(looks).toBe(1);
	});

	it.each([429, 503])(
		'are survived as long as it takes when Anesya only asks for patience: %i',
		async (status) => {
			const { result } = await waitThrough((look) =>
				look < 12 ? failure({ status, retryAfter: 3_000 }) : undefined,
			);
			expect(result).toMatchObject({ timedOut: false });
		},
	);

	it('for a reason that is no failure of a call, such as a stop, end it with that reason', async () => {
		const stopped = new Error('The execution was cancelled');
		const room = virtualRoom({
			read: () => {
				throw stopped;
			},
		});
		let sleeps = 0;
		const sleepOn = async (milliseconds: number) => {
			sleeps += 1;
			await room.sleep(milliseconds);
		};
		await expect(createWatch({ ...room, sleep: sleepOn })('a', limits)).rejects.toBe(stopped);
		const before = sleeps;
		await new Promise(setImmediate);
		expect(sleeps - before).toBeLessThanOrEqual(1);
	});

	it('are told when the time is up and the extract was never seen', async () => {
		const { result } = await waitThrough(() => failure({ status: 429 }), 3_000);
		expect(result).toBeInstanceOf(AnesyaApiError);
	});
});

describe('Waiting for many extracts', () => {
	const ids = Array.from({ length: 20 }, (_, index) => `extract-${index}`);
	const endsAt = (id: string) => 4_000 + Number(id.split('-')[1]) * 600;
	const read: Service['read'] = (id, at) => ({ extract: extractAt(id, endsAt(id), at) });
	const list: Service['list'] = (wanted, at) => ({
		extracts: new Map([...wanted].map((id) => [id, extractAt(id, endsAt(id), at)])),
		pages: 1,
	});
	const waitForAll = async (service: Service, workflow?: string) => {
		const room = virtualRoom(service);
		const waitFor = createWatch(room);
		const results = await Promise.all(
			ids.map(async (id) => await waitFor(id, { ...limits, firstCheckAfter: 2_000 }, workflow)),
		);
		expect(results.map(({ extract }) => extract?.id)).toEqual(ids);
		expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
		return room;
	};

	it('of one workflow takes a list request a second, fewer than one a document', async () => {
		const { lists, reads } = await waitForAll({ read, list }, 'workflow');
		expect(lists.length).toBeLessThanOrEqual(15);
		// The last two are looked at one by one.
		expect(reads.length).toBeLessThanOrEqual(3);
	});

	it('looks at each by itself once a list showed no status', async () => {
		const { lists, reads } = await waitForAll({ read }, 'workflow');
		expect(lists).toHaveLength(1);
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
	});

	it.each([
		['was refused', { status: 400, retryable: false }],
		['was answered with something else', { status: 200 }],
	])('looks at each by itself once a list %s', async (_case, facts) => {
		const broken = () => {
			throw failure(facts);
		};
		const { lists } = await waitForAll({ read, list: broken }, 'workflow');
		expect(lists).toHaveLength(1);
	});

	it.each([429, 503, 502, undefined])(
		'goes on with the list after it went wrong in retryable: %s',
		async (status) => {
			const { lists, reads } = await waitForAll(
				{
					read,
					list: (wanted, at) => {
						if (at < 3_000) throw failure({ status });
						return list(wanted, at);
					},
				},
				'workflow',
			);
			expect(lists.length).toBeGreaterThan(3);
			expect(reads.length).toBeLessThanOrEqual(3);
		},
	);

	it.each([429, 503])('makes no other request while the list is throttled: %i', async (status) => {
		const throttled: Service['list'] = (wanted, at) => {
			if (at < 12_000) throw failure({ status });
			return list(wanted, at);
		};
		const { reads } = await waitForAll({ read, list: throttled }, 'workflow');
		expect(reads.filter(({ at }) => at < 12_000)).toHaveLength(0);
	});

	it('looks at each by itself while the list goes wrong again and again, and goes on with the list after that', async () => {
		const { lists, reads } = await waitForAll(
			{
				read,
				list: (wanted, at) => {
					if (at < 7_000) throw failure({ status: 500 });
					return list(wanted, at);
				},
			},
			'workflow',
		);
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
		expect(reads.filter(({ at }) => at > 9_000).length).toBeLessThanOrEqual(3);
		expect(lists.filter((at) => at > 7_000).length).toBeGreaterThan(3);
	});

	it('waits for all of them though the list goes wrong for ever', async () => {
		const { lists, reads } = await waitForAll(
			{
				read,
				list: () => {
					throw failure({ status: 500 });
				},
			},
			'workflow',
		);
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
		expect(lists).toHaveLength(6);
	});

	it('ends after some looks in a row went wrong, at the list and at each', async () => {
		const broken = () => {
			throw failure({ status: 502 });
		};
		const room = virtualRoom({ read: broken, list: broken });
		const waitFor = createWatch(room);
		const ends = await Promise.allSettled(
			ids.map(async (id) => await waitFor(id, limits, 'workflow')),
		);
		expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
		expect(room.now()).toBeLessThan(20_000);
	});

	it('looks no more at those whose look had to queue beyond the deadline', async () => {
		const oneAtOnce = createLimiter(1);
		let looks = 0;
		const look = async (id: string) => {
			looks += 1;
			await sleep(10, undefined);
			return { extract: extractAt(id, Infinity, 0) };
		};
		const room = virtualRoom({ read });
		const waitFor = createWatch({
			...room,
			read: async (id) => await oneAtOnce(async () => await look(id)),
			now: () => performance.now(),
			sleep: async (milliseconds) => await sleep(milliseconds, undefined),
		});
		const results = await Promise.all(
			ids.map(async (id) => await waitFor(id, { timeout: 50, firstCheckAfter: 0 })),
		);
		expect(results.every(({ timedOut }) => timedOut)).toBe(true);
		// Five at the most are answered in time, and looked at once more.
		expect(looks).toBeLessThanOrEqual(25);
	});

	it('looks at each by itself at the deadline if the list goes wrong then', async () => {
		const room = virtualRoom({
			read,
			list: () => {
				throw failure({ status: 502 });
			},
		});
		const waitFor = createWatch(room);
		const results = await Promise.all(
			ids.map(
				async (id) => await waitFor(id, { timeout: 30_000, firstCheckAfter: 30_000 }, 'workflow'),
			),
		);
		expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
	});

	it('reads those that the list does not show', async () => {
		const partial: Service['list'] = (wanted, at) =>
			list(new Set([...wanted].filter((id) => id !== 'extract-7')), at);
		const { reads } = await waitForAll({ read, list: partial }, 'workflow');
		expect(reads.map(({ id }) => id)).toContain('extract-7');
	});

	it('reads a finished one whose row does not tell all', async () => {
		const bare: Service['list'] = (wanted, at) => ({
			extracts: new Map(
				[...wanted].map((id) => [id, { id, status: extractAt(id, endsAt(id), at).status }]),
			),
			pages: 1,
		});
		const { reads } = await waitForAll({ read, list: bare }, 'workflow');
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
	});

	it('asks for no list while it is unknown which workflow they are in', async () => {
		const { lists } = await waitForAll({ read, list });
		expect(lists).toHaveLength(0);
	});

	it('shares the wait of items that name the same extract', async () => {
		const room = virtualRoom({ read: (id, at) => ({ extract: extractAt(id, 3_000, at) }) });
		const waitFor = createWatch(room);
		const results = await Promise.all([
			waitFor('a', limits),
			waitFor('a', limits),
			waitFor('a', limits),
		]);
		expect(results.map(({ extract }) => extract?.status)).toEqual([
			'FINISHED',
			'FINISHED',
			'FINISHED',
		]);
		expect(room.reads).toHaveLength(3);
	});

	it('begins again for an extract that is added after all others have ended', async () => {
		const room = virtualRoom({ read: (id, at) => ({ extract: extractAt(id, 1_000, at) }) });
		const waitFor = createWatch(room);
		await waitFor('a', limits);
		expect(await waitFor('b', limits)).toMatchObject({ extract: { id: 'b' } });
	});

	it('ends for all of them with the reason of a stop', async () => {
		const room = virtualRoom({ read: (id, at) => ({ extract: extractAt(id, Infinity, at) }) });
		const waitFor = createWatch(room);
		const ends = Promise.allSettled(ids.map(async (id) => await waitFor(id, limits)));
		room.stop(new Error('stopped'));
		expect(await ends).toEqual(
			ids.map(() => ({ status: 'rejected', reason: new Error('stopped') })),
		);
	});
});
