import { createLimiter } from '../../../nodes/Anesya/concurrency/limiter';
import { sleep } from '../../../nodes/Anesya/concurrency/sleep';
import type { ErrorDetails } from '../../../nodes/Anesya/transport/apiError';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import { OUTPUT } from '../results/outputSettings';
import type { Service } from './virtualPorts';
import { extractAt, virtualPorts } from './virtualPorts';

const target = (id: string, workflow?: string) => ({ id, workflow, output: OUTPUT });
const limits = { timeout: 900_000, firstCheckAfter: 0 };
const errorLike = (details: Partial<ErrorDetails> = {}) =>
	new AnesyaApiError(
		{ message: 'No', description: 'Later' },
		{ retryable: true, accepted: 'no', ...details },
	);

it('An interval that the user chose is kept where a list tells about many', async () => {
	const list: Service['list'] = (ids, at) => ({
		extracts: new Map([...ids].map((id) => [id, extractAt(id, 60_000, at)])),
		pages: 1,
	});
	const ports = virtualPorts({ read: (id, at) => ({ extract: extractAt(id, 60_000, at) }), list });
	const waitFor = createWaitLoop(ports);
	await Promise.all(
		['a', 'b', 'c'].map(
			async (id) => await waitFor(target(id, 'w'), { ...limits, interval: 5_000 }),
		),
	);
	expect(ports.lists).toEqual([
		0, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000, 55_000,
		60_000,
	]);
});

it('A run can wait for 130,000 extracts that one list tells about', async () => {
	const list: Service['list'] = (ids, at) => ({
		extracts: new Map([...ids].map((id) => [id, extractAt(id, 3_000, at)])),
		pages: 1,
	});
	const ports = virtualPorts({ read: (id, at) => ({ extract: extractAt(id, 3_000, at) }), list });
	const waitFor = createWaitLoop(ports);
	const results = await Promise.all(
		Array.from(
			{ length: 130_000 },
			async (_, index) => await waitFor(target(`${index}`, 'w'), limits),
		),
	);
	expect(results.every(({ extract }) => extract?.status === 'FINISHED')).toBe(true);
	expect(ports.reads).toEqual([]);
});

describe('Waiting for one extract', () => {
	const waitWith = async (read: Service['read'], more = {}) => {
		const ports = virtualPorts({ read });
		const result = createWaitLoop(ports)(target('a'), { ...limits, ...more });
		return { ports, result: await result, times: ports.reads.map(({ at }) => at) };
	};

	it('checks every 2.35 seconds, and ends with the check that finds it finished', async () => {
		const { result, times } = await waitWith((id, at) => ({ extract: extractAt(id, 5_000, at) }));
		expect(result).toMatchObject({ timedOut: false, extract: { status: 'FINISHED' } });
		expect(times).toEqual([0, 2_350, 4_700, 7_050]);
	});

	it('checks as often as the user wants', async () => {
		const { times } = await waitWith((id, at) => ({ extract: extractAt(id, 9_000, at) }), {
			interval: 5_000,
		});
		expect(times).toEqual([0, 5_000, 10_000]);
	});

	it('comes back when Anesya says, but not immediately', async () => {
		const { times } = await waitWith((id, at) => ({
			extract: extractAt(id, 8_000, at),
			retryAfter: at === 0 ? 7_000 : 0,
		}));
		expect(times).toEqual([0, 7_000, 7_500, 8_000]);
	});

	it('takes "not ready" without a body for an extract that is still in progress', async () => {
		const { result } = await waitWith((id, at) =>
			at < 3_000 ? {} : { extract: extractAt(id, 0, at) },
		);
		expect(result).toMatchObject({ timedOut: false });
	});

	it('checks one last time at the deadline', async () => {
		const { result, times } = await waitWith((id, at) => ({ extract: extractAt(id, 5_900, at) }), {
			timeout: 6_000,
		});
		expect(times).toEqual([0, 2_350, 4_700, 6_000]);
		expect(result.timedOut).toBe(false);
	});

	it('returns the extract as it was last seen when the time is up', async () => {
		const { result, times } = await waitWith(
			(id, at) => ({ extract: extractAt(id, Infinity, at) }),
			{ timeout: 3_000 },
		);
		expect(times).toEqual([0, 2_350, 3_000]);
		expect(result).toMatchObject({ timedOut: true, extract: { status: 'IN_PROGRESS' } });
	});

	it('checks once when the timeout is zero', async () => {
		const { times } = await waitWith((id, at) => ({ extract: extractAt(id, Infinity, at) }), {
			timeout: 0,
			firstCheckAfter: 2_000,
		});
		expect(times).toEqual([0]);
	});
});

describe('Checks that fail', () => {
	const waitThrough = async (
		fails: (check: number) => AnesyaApiError | undefined,
		timeout = 900_000,
	) => {
		let checks = 0;
		const ports = virtualPorts({
			read(id, at) {
				const thrown = fails((checks += 1));
				if (thrown) throw thrown;
				return { extract: extractAt(id, 20_000, at) };
			},
		});
		const result = await createWaitLoop(ports)(target('a'), { ...limits, timeout }).catch(
			(thrown: unknown) => thrown,
		);
		return { result, checks };
	};

	it('are survived for a minute', async () => {
		const { result } = await waitThrough((check) =>
			check % 25 === 0 ? undefined : errorLike({ status: 502 }),
		);
		expect(result).toMatchObject({ timedOut: false });
	});

	it('end the wait after that', async () => {
		const { result, checks } = await waitThrough(() => errorLike({ status: 502 }));
		expect(result).toBeInstanceOf(AnesyaApiError);
		expect(checks).toBeGreaterThan(20);
		expect(checks).toBeLessThan(35);
	});

	it('end it at once when the error is not retryable', async () => {
		const { result, checks } = await waitThrough(() =>
			errorLike({ status: 404, retryable: false }),
		);
		expect(result).toBeInstanceOf(AnesyaApiError);
		expect(checks).toBe(1);
	});

	it.each([429, 503])(
		'are survived for as long as it takes while Anesya throttles: %i',
		async (status) => {
			const { result } = await waitThrough((check) =>
				check < 12 ? errorLike({ status, retryAfter: 3_000 }) : undefined,
			);
			expect(result).toMatchObject({ timedOut: false });
		},
	);

	it('for another reason than an error of a call, such as an abort, end it with that reason', async () => {
		const stopped = new Error('The execution was cancelled');
		const ports = virtualPorts({
			read: () => {
				throw stopped;
			},
		});
		let sleeps = 0;
		const sleepOn = async (milliseconds: number) => {
			sleeps += 1;
			await ports.sleep(milliseconds);
		};
		await expect(createWaitLoop({ ...ports, sleep: sleepOn })(target('a'), limits)).rejects.toBe(
			stopped,
		);
		const before = sleeps;
		await new Promise(setImmediate);
		expect(sleeps - before).toBeLessThanOrEqual(1);
	});

	it('are thrown when the time is up and the extract was never seen', async () => {
		const { result } = await waitThrough(() => errorLike({ status: 429 }), 3_000);
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
		const ports = virtualPorts(service);
		const waitFor = createWaitLoop(ports);
		const results = await Promise.all(
			ids.map(
				async (id) => await waitFor(target(id, workflow), { ...limits, firstCheckAfter: 2_000 }),
			),
		);
		expect(results.map(({ extract }) => extract?.id)).toEqual(ids);
		expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
		return ports;
	};

	it('of one workflow takes one list request a second, fewer than one for each document', async () => {
		const { lists, reads } = await waitForAll({ read, list }, 'workflow');
		expect(lists.length).toBeLessThanOrEqual(15);
		// The last two are checked one by one.
		expect(reads.length).toBeLessThanOrEqual(3);
	});

	it('reads each by itself once a list showed no status', async () => {
		const { lists, reads } = await waitForAll({ read }, 'workflow');
		expect(lists).toHaveLength(1);
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
	});

	it.each([
		['was refused', { status: 400, retryable: false }],
		['was answered with something else', { status: 200 }],
	])('reads each by itself once a list %s', async (_case, details) => {
		const broken = () => {
			throw errorLike(details);
		};
		const { lists } = await waitForAll({ read, list: broken }, 'workflow');
		expect(lists).toHaveLength(1);
	});

	it.each([429, 503, 502, undefined])(
		'goes on with the list after a transient error: %s',
		async (status) => {
			const { lists, reads } = await waitForAll(
				{
					read,
					list: (wanted, at) => {
						if (at < 3_000) throw errorLike({ status });
						return list(wanted, at);
					},
				},
				'workflow',
			);
			expect(lists.length).toBeGreaterThan(3);
			expect(reads.length).toBeLessThanOrEqual(3);
		},
	);

	it.each([429, 503])(
		'makes hardly more requests while everything is throttled: %i',
		async (status) => {
			const throttle = (at: number) => {
				if (at < 60_000) throw errorLike({ status });
			};
			const { lists, reads } = await waitForAll(
				{
					read: (id, at) => {
						throttle(at);
						return read(id, at);
					},
					list: (wanted, at) => {
						throttle(at);
						return list(wanted, at);
					},
				},
				'workflow',
			);
			const during = lists.filter((at) => at < 60_000).length;
			expect(during).toBeGreaterThan(5);
			expect(reads.length).toBeLessThanOrEqual(during);
			expect(lists.length).toBeGreaterThan(during);
		},
	);

	it.each([429, 503])('reads each by itself if only the list is throttled: %i', async (status) => {
		const throttled = () => {
			throw errorLike({ status });
		};
		const ports = await waitForAll({ read, list: throttled }, 'workflow');
		expect(ports.lists).toHaveLength(4);
		expect(ports.now()).toBeLessThan(30_000);
	});

	it('reads each by itself while the list fails again and again, and goes on with the list after that', async () => {
		const { lists, reads } = await waitForAll(
			{
				read,
				list: (wanted, at) => {
					if (at < 7_000) throw errorLike({ status: 500 });
					return list(wanted, at);
				},
			},
			'workflow',
		);
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
		expect(reads.filter(({ at }) => at > 9_000).length).toBeLessThanOrEqual(3);
		expect(lists.filter((at) => at > 7_000).length).toBeGreaterThan(3);
	});

	it('waits for all of them although the list always fails', async () => {
		const { lists, reads } = await waitForAll(
			{
				read,
				list: () => {
					throw errorLike({ status: 500 });
				},
			},
			'workflow',
		);
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
		expect(lists).toHaveLength(6);
	});

	it('ends after a minute of failed checks, by the list and one by one', async () => {
		const broken = () => {
			throw errorLike({ status: 502 });
		};
		const ports = virtualPorts({ read: broken, list: broken });
		const waitFor = createWaitLoop(ports);
		const ends = await Promise.allSettled(
			ids.map(async (id) => await waitFor(target(id, 'workflow'), limits)),
		);
		expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
		expect(ports.now()).toBeLessThan(80_000);
	});

	it('stops checking those whose check queued beyond the deadline', async () => {
		const oneAtOnce = createLimiter(1);
		let checks = 0;
		const check = async (id: string) => {
			checks += 1;
			await sleep(10, undefined);
			return { extract: extractAt(id, Infinity, 0) };
		};
		const ports = virtualPorts({ read });
		const waitFor = createWaitLoop({
			...ports,
			read: async (id) => await oneAtOnce(async () => await check(id)),
			now: () => performance.now(),
			sleep: async (milliseconds) => await sleep(milliseconds, undefined),
		});
		const results = await Promise.all(
			ids.map(async (id) => await waitFor(target(id), { timeout: 50, firstCheckAfter: 0 })),
		);
		expect(results.every(({ timedOut }) => timedOut)).toBe(true);
		// At most five are answered in time, and checked once more.
		expect(checks).toBeLessThanOrEqual(25);
	});

	it('reads each by itself at the deadline if the list fails then', async () => {
		const ports = virtualPorts({
			read,
			list: () => {
				throw errorLike({ status: 502 });
			},
		});
		const waitFor = createWaitLoop(ports);
		const results = await Promise.all(
			ids.map(
				async (id) =>
					await waitFor(target(id, 'workflow'), { timeout: 30_000, firstCheckAfter: 30_000 }),
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

	it('reads a finished one whose row lacks something', async () => {
		const bare: Service['list'] = (wanted, at) => ({
			extracts: new Map(
				[...wanted].map((id) => [id, { id, status: extractAt(id, endsAt(id), at).status }]),
			),
			pages: 1,
		});
		const { reads } = await waitForAll({ read, list: bare }, 'workflow');
		expect(new Set(reads.map(({ id }) => id)).size).toBe(20);
	});

	it('reads no list while their workflow is unknown', async () => {
		const { lists } = await waitForAll({ read, list });
		expect(lists).toHaveLength(0);
	});

	it('shares one wait among items that name the same extract', async () => {
		const ports = virtualPorts({ read: (id, at) => ({ extract: extractAt(id, 3_000, at) }) });
		const waitFor = createWaitLoop(ports);
		const results = await Promise.all([
			waitFor(target('a'), limits),
			waitFor(target('a'), limits),
			waitFor(target('a'), limits),
		]);
		expect(results.map(({ extract }) => extract?.status)).toEqual([
			'FINISHED',
			'FINISHED',
			'FINISHED',
		]);
		expect(ports.reads).toHaveLength(3);
	});

	it('starts again for an extract that is added after all others have ended', async () => {
		const ports = virtualPorts({ read: (id, at) => ({ extract: extractAt(id, 1_000, at) }) });
		const waitFor = createWaitLoop(ports);
		await waitFor(target('a'), limits);
		expect(await waitFor(target('b'), limits)).toMatchObject({ extract: { id: 'b' } });
	});

	it('ends for all of them with the reason of an abort', async () => {
		const ports = virtualPorts({ read: (id, at) => ({ extract: extractAt(id, Infinity, at) }) });
		const waitFor = createWaitLoop(ports);
		const ends = Promise.allSettled(ids.map(async (id) => await waitFor(target(id), limits)));
		ports.stop(new Error('stopped'));
		expect(await ends).toEqual(
			ids.map(() => ({ status: 'rejected', reason: new Error('stopped') })),
		);
	});
});
