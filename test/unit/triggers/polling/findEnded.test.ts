import fc from 'fast-check';

import { extractList } from '../../../../nodes/Anesya/api/listExtracts';
import { readPage } from '../../../../nodes/Anesya/api/page';
import {
	extractsInRows,
	findEnded,
	idsToRead,
	LOOKBACK,
	startFromNow,
} from '../../../../nodes/Anesya/triggers/polling/findEnded';
import type { ReadResult } from '../../../../nodes/Anesya/triggers/polling/readExtracts';
import { MAX_READS } from '../../../../nodes/Anesya/triggers/polling/readExtracts';
import type { PollingState } from '../../../../nodes/Anesya/triggers/polling/state';
import { removeEnded } from '../../../../nodes/Anesya/triggers/polling/state';
import { OUTPUT } from '../../results/outputSettings';
import { apiWith, errorWith, responseWith } from '../../transport/responses';
import { listedAt, upTo } from './listing';

/** An extract of the simulated server. Times in minutes. */
interface Simulated {
	id: string;
	createdAt: number;
	visibleAt: number;
	endsAt: number;
	isDeletedAt: number;
}

/** When a poll began and ended, and whether n8n was restarted before it. */
interface Period {
	from: number;
	to: number;
	isAfterRestart: boolean;
}

const ORDERS = {
	'newest first': (a: Simulated, b: Simulated) => b.createdAt - a.createdAt,
	'oldest first': (a: Simulated, b: Simulated) => a.createdAt - b.createdAt,
	'by id': (a: Simulated, b: Simulated) => (a.id < b.id ? -1 : 1),
};

/** Minutes that a request takes: the list changes while it is read. With slow ones nothing is deleted, because only the length of the list can show a change. */
const REQUEST = { quick: 0.05, slow: 0.25 };

const timeText = (minutes: number) =>
	new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();

/** Anesya in virtual time, with small pages. */
function simulate(
	extracts: Simulated[],
	order: keyof typeof ORDERS,
	carriesStatus: boolean,
	request = REQUEST.quick,
) {
	const time = { now: 0 };
	const exists = ({ visibleAt, isDeletedAt }: Simulated) =>
		visibleAt <= time.now && time.now < isDeletedAt;
	const rowOf = ({ id, createdAt }: Simulated) => ({ id, created_at: timeText(createdAt) });
	const whole = (extract: Simulated) => ({
		...rowOf(extract),
		status: extract.endsAt <= time.now ? 'FINISHED' : 'IN_PROGRESS',
		extracted_data: {},
		content: '',
		document_url: '',
	});

	const api = apiWith(async ({ path, query }) => {
		time.now += request;
		if (path !== '/extract/') {
			const extract = extracts.find(({ id }) => path.includes(id));
			if (extract === undefined || !exists(extract))
				throw errorWith({ status: 404, retryable: false, accepted: 'no' });
			return responseWith(whole(extract));
		}
		const found = extracts.filter(exists).sort(ORDERS[order]);
		const page = Number(query?.page);
		const results = found.slice((page - 1) * 5, page * 5).map(carriesStatus ? whole : rowOf);
		return responseWith({ count: found.length, results });
	});
	api.serverTime = () => Date.parse(timeText(time.now));
	const list = {
		api,
		key: 'list',
		readPage: async (page: number) =>
			await readPage(api, extractList({}), { page, size: 50 }, undefined),
	};
	return { time, list };
}

const minutes = (max: number) => fc.integer({ min: 0, max });
const anyExtract = fc.record({
	id: fc.uuid(),
	created: minutes(100),
	lateness: minutes(9),
	duration: minutes(200),
	kept: fc.option(minutes(50), { freq: 4 }),
});
const anyRun = fc.record({
	extracts: fc.uniqueArray(anyExtract, { maxLength: 40, size: 'max', selector: ({ id }) => id }),
	order: fc.constantFrom(...(Object.keys(ORDERS) as Array<keyof typeof ORDERS>)),
	carriesStatus: fc.boolean(),
	speed: fc.constantFrom('quick' as const, 'slow' as const),
	begin: fc.integer({ min: 0, max: 60 }),
	pauses: fc.array(minutes(20), { minLength: 40, maxLength: 40 }),
	restarts: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
});

describe('polls of a list, one after the other', () => {
	it('deliver each extract that ends after the first one once, in any order, whatever rows carry, across restarts', async () => {
		await fc.assert(
			fc.asyncProperty(
				anyRun,
				async ({ extracts, order, carriesStatus, speed, begin, pauses, restarts }) => {
					const all = extracts.map(({ id, created, lateness, duration, kept }): Simulated => ({
						id,
						createdAt: created,
						visibleAt: created + lateness,
						endsAt: created + lateness + duration,
						isDeletedAt:
							kept === null || speed === 'slow' ? Infinity : created + lateness + duration + kept,
					}));
					const { time, list } = simulate(all, order, carriesStatus, REQUEST[speed]);
					time.now = begin;
					let state = await startFromNow(list);
					const began = time.now;
					let saved: PollingState = structuredClone(state);
					const delivered: string[] = [];
					const polls: Period[] = [];
					for (const [index, pause] of pauses.entries()) {
						time.now += pause;
						const begun = time.now;
						// n8n 1.x saves the state only when the trigger starts the workflow.
						if (restarts[index]) state = structuredClone(saved);
						const poll = await findEnded(list, state, OUTPUT);
						polls.push({ from: begun, to: time.now, isAfterRestart: restarts[index] === true });
						state = poll.state;
						if (poll.ended.length > 0) saved = structuredClone(state);
						delivered.push(...poll.ended.map(({ id }) => id));
						const times = poll.ended.map(({ created_at }) => String(created_at));
						expect(times).toEqual(times.toSorted());
					}
					expect(new Set(delivered).size).toBe(delivered.length);
					const due = all.filter(
						({ endsAt, isDeletedAt }) =>
							endsAt > began && polls.some(({ from, to }) => endsAt <= from && to < isDeletedAt),
					);
					const expected = due.filter((extract) => !mayBeMissed(extract, order, polls));
					expect(delivered).toEqual(expect.arrayContaining(expected.map(({ id }) => id)));
					const early = all
						.filter(({ visibleAt, endsAt }) => visibleAt <= begin && endsAt <= begin)
						.map(({ id }) => id);
					expect(delivered.filter((id) => early.includes(id))).toEqual([]);
				},
			),
			{ numRuns: 300 },
		);
	});

	const underWay = (id: string, visibleAt: number): Simulated => ({
		id,
		createdAt: visibleAt,
		visibleAt,
		endsAt: 90,
		isDeletedAt: Infinity,
	});
	const begun = Array.from({ length: 10 }, (_, index) => underWay(`x${index}`, index * 5));
	const duringRequest = (request: number) => 50 + (request - 0.5) * REQUEST.quick;

	it.each([
		['a new extract pushes it off the end of the list', [2]],
		['new extracts push others off it in each scan', [2, 5, 5, 5, 8, 8]],
	])('miss no extract under way at the first one when %s', async (_, requests) => {
		const fresh = requests.map((request, index) =>
			underWay(`fresh${index}`, duringRequest(request) + index / 10_000),
		);
		const { time, list } = simulate([...begun, ...fresh], 'newest first', true);
		time.now = 50;
		const state = await startFromNow(list);
		time.now = 90;
		expect((await findEnded(list, state, OUTPUT)).ended.map(({ id }) => id)).toEqual(
			[...begun, ...fresh].map(({ id }) => id),
		);
	});
});

/** A list in unknown order is read in full only after some polls without a restart. What was not in the list during one of these is never seen. */
function mayBeMissed(
	{ visibleAt, isDeletedAt }: Simulated,
	order: keyof typeof ORDERS,
	polls: Period[],
): boolean {
	if (order !== 'by id') return false;
	let [stretch, longest] = [0, 0];
	for (const { from, to, isAfterRestart } of polls) {
		const isThere = visibleAt <= from && to < isDeletedAt;
		stretch = isThere ? (isAfterRestart ? 1 : stretch + 1) : 0;
		longest = Math.max(longest, stretch);
	}
	return longest <= 11;
}

const whole = {
	status: 'FINISHED',
	extracted_data: { a: 1 },
	content: '',
	document_url: '/document/',
};
const pendingOf = (times: number[]) => times.map((time): [string, number] => [`x${time}`, time]);

describe('the first poll', () => {
	it('reads extracts whose row carries no status, and waits for those under way', async () => {
		const listed = [
			listedAt(1, whole),
			listedAt(2, { status: 'CREATED' }),
			listedAt(3),
			listedAt(4),
			listedAt(5),
		];
		const statuses: Record<string, string> = { x3: 'IN_PROGRESS', x4: 'ERROR' };
		const readIds: string[] = [];
		const api = apiWith(async ({ path }) => {
			const id = path.split('/')[2] ?? '';
			readIds.push(id);
			return responseWith(statuses[id] === undefined ? '' : { id, status: statuses[id] });
		});
		api.serverTime = () => LOOKBACK;
		const page = { rows: listed.map(({ row }) => row), count: 5, hasNext: false };
		const state = await startFromNow({ api, key: 'list', readPage: async () => page });
		expect(readIds).toEqual(['x3', 'x4', 'x5']);
		expect(state.pending).toEqual(pendingOf([2, 3]));
		expect(state.known.map(([id]) => id)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5']);
	});
});

describe('pending extracts', () => {
	it('are taken from the list where a row has everything, and read one by one otherwise', () => {
		const listed = [
			listedAt(1, { status: 'IN_PROGRESS' }),
			listedAt(2, whole),
			listedAt(3, { status: 'FINISHED' }),
			listedAt(4, {}),
			listedAt(5, { status: 'ERROR', extracted_data: null }),
		];
		const pending = pendingOf([1, 2, 3, 4, 5, 6]);
		const fromRows = extractsInRows(pending, listed, OUTPUT);
		expect([...fromRows.keys()]).toEqual(['x1', 'x2']);
		expect(idsToRead(pending, fromRows)).toEqual(['x3', 'x4', 'x5', 'x6']);
	});

	it('are read by turns when there are many, whether or not the reads give anything', () => {
		const pending = pendingOf(upTo(MAX_READS + 2));
		const state = { list: '', settledUntil: 0, known: [], pending, count: 0, partialScans: 0 };
		const first = idsToRead(pending, new Map());
		expect(first).toHaveLength(MAX_READS);
		const underWay = new Map<string, ReadResult>(
			first.map((id) => [id, { id, status: 'IN_PROGRESS' }]),
		);
		for (const latest of [underWay, new Map()]) {
			const next = removeEnded(state, latest, first, 0);
			expect(idsToRead(next.pending, new Map()).slice(0, 3)).toEqual([
				`x${MAX_READS + 1}`,
				`x${MAX_READS + 2}`,
				'x1',
			]);
		}
	});
});
