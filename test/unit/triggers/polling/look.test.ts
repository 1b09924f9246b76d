import fc from 'fast-check';

import { extractList } from '../../../../nodes/Anesya/api/listExtracts';
import { readPage } from '../../../../nodes/Anesya/api/page';
import { lookAgain, lookFirst } from '../../../../nodes/Anesya/triggers/polling/look';
import type { Memory } from '../../../../nodes/Anesya/triggers/polling/memory';
import { responseWith, apiWith, errorWith } from '../../transport/responses';

/** An extract of the simulated server; times in minutes. */
interface Simulated {
	id: string;
	createdAt: number;
	visibleAt: number;
	endsAt: number;
	isDeletedAt: number;
}

/** A look: when it began and ended, and whether n8n was restarted before it. */
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

/** Minutes that a request takes: the list changes while it is read. Of a slow one, the list's length has to tell it: nothing is deleted then. */
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
	const read = async (page: number) =>
		await readPage(api, extractList({}), { page, size: 50 }, undefined);
	return { time, watched: { api, list: 'list', read } };
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
	pace: fc.constantFrom('quick' as const, 'slow' as const),
	begin: fc.integer({ min: 0, max: 60 }),
	pauses: fc.array(minutes(20), { minLength: 40, maxLength: 40 }),
	restarts: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
});

describe('looks at a list, one after the other', () => {
	it('deliver each extract that ends after the beginning once, whatever the order and what rows carry, across restarts', async () => {
		await fc.assert(
			fc.asyncProperty(
				anyRun,
				async ({ extracts, order, carriesStatus, pace, begin, pauses, restarts }) => {
					const all = extracts.map(({ id, created, lateness, duration, kept }): Simulated => ({
						id,
						createdAt: created,
						visibleAt: created + lateness,
						endsAt: created + lateness + duration,
						isDeletedAt:
							kept === null || pace === 'slow' ? Infinity : created + lateness + duration + kept,
					}));
					const { time, watched } = simulate(all, order, carriesStatus, REQUEST[pace]);
					time.now = begin;
					let memory = await lookFirst(watched);
					const began = time.now;
					let saved: Memory = structuredClone(memory);
					const delivered: string[] = [];
					const looks: Period[] = [];
					for (const [index, pause] of pauses.entries()) {
						time.now += pause;
						const begun = time.now;
						// n8n 1.x keeps the memory only when the workflow is started.
						if (restarts[index]) memory = structuredClone(saved);
						const look = await lookAgain(watched, memory);
						looks.push({ from: begun, to: time.now, isAfterRestart: restarts[index] === true });
						memory = look.memory;
						if (look.ended.length > 0) saved = structuredClone(memory);
						delivered.push(...look.ended.map(({ id }) => id));
						const times = look.ended.map(({ created_at }) => String(created_at));
						expect(times).toEqual(times.toSorted());
					}
					expect(new Set(delivered).size).toBe(delivered.length);
					const due = all.filter(
						({ endsAt, isDeletedAt }) =>
							endsAt > began && looks.some(({ from, to }) => endsAt <= from && to < isDeletedAt),
					);
					const expected = due.filter((extract) => !mayBeMissed(extract, order, looks));
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

	it('miss none that is under way at the beginning when a new one pushes it off the end of the list', async () => {
		const underWay = (id: string, visibleAt: number): Simulated => ({
			id,
			createdAt: visibleAt,
			visibleAt,
			endsAt: 90,
			isDeletedAt: Infinity,
		});
		const begun = Array.from({ length: 10 }, (_, index) => underWay(`x${index}`, index * 5));
		const fresh = underWay('fresh', 50 + REQUEST.quick * 1.5);
		const { time, watched } = simulate([...begun, fresh], 'newest first', true);
		time.now = 50;
		const memory = await lookFirst(watched);
		time.now = 90;
		expect((await lookAgain(watched, memory)).ended.map(({ id }) => id)).toEqual(
			[...begun, fresh].map(({ id }) => id),
		);
	});
});

/** A list without order is read as a whole after some looks without a restart only: what was never there in one of these was never seen. */
function mayBeMissed(
	{ visibleAt, isDeletedAt }: Simulated,
	order: keyof typeof ORDERS,
	looks: Period[],
): boolean {
	if (order !== 'by id') return false;
	let [stretch, longest] = [0, 0];
	for (const { from, to, isAfterRestart } of looks) {
		const isThere = visibleAt <= from && to < isDeletedAt;
		stretch = isThere ? (isAfterRestart ? 1 : stretch + 1) : 0;
		longest = Math.max(longest, stretch);
	}
	return longest <= 11;
}
