import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { WaitLimits } from '../../../nodes/Anesya/waiting/pendingExtract';
import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import type { WaitPorts } from '../../../nodes/Anesya/waiting/waitPorts';
import { OUTPUT } from '../results/outputSettings';
import { errorWith } from '../transport/responses';
import type { Service } from './virtualPorts';
import { extractAt, virtualPorts } from './virtualPorts';

const MINUTE = 60_000;

/** Waits for extracts that end after these times. */
async function waitForAll(
	ends: number[],
	service: Partial<Service>,
	more: Partial<WaitLimits> = {},
	changes: Partial<WaitPorts> = {},
) {
	const seen = (id: string, at: number) => extractAt(id, ends[Number(id)] ?? 0, at);
	const ports = virtualPorts({ read: (id, at) => ({ extract: seen(id, at) }), ...service });
	const waitFor = createWaitLoop({ ...ports, ...changes });
	const limits = { timeout: 15 * MINUTE, firstCheckAfter: 4_000, ...more };
	const results = await Promise.all(
		ends.map(async (_end, index) => {
			const target = { id: String(index), workflow: 'w', output: OUTPUT };
			return { ...(await waitFor(target, limits)), at: ports.now() };
		}),
	);
	return { results, reads: ports.reads, lists: ports.lists };
}

/** A list whose rows show each extract as it was at another time. */
const listFrom =
	(ends: number[], timeOf: (at: number) => number): Service['list'] =>
	(ids, at) => ({
		extracts: new Map([...ids].map((id) => [id, extractAt(id, ends[Number(id)] ?? 0, timeOf(at))])),
		pages: 1,
	});

describe.each([2, 10, 200])('A list that goes on saying IN_PROGRESS, of %i documents', (count) => {
	const ends = Array.from({ length: count }, (_, index) => 20_000 + index * 50);
	const frozen = listFrom(ends, () => 0);

	it('is found out within seconds, by one read more than there are documents', async () => {
		const { results, lists, reads } = await waitForAll(ends, { list: frozen });
		expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
		expect(Math.max(...results.map(({ at }) => at))).toBeLessThan(40_000);
		expect(lists.length).toBeLessThan(40);
		expect(reads.length).toBeLessThanOrEqual(count + 1);
	});

	it('does not make them "not finished" if the time is up before that', async () => {
		const { results, reads } = await waitForAll(ends, { list: frozen }, { timeout: 31_000 });
		expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
		expect(reads.length).toBeLessThanOrEqual(count + 1);
	});
});

describe.each([
	['never answers', Infinity],
	['takes 25 seconds', 25_000],
])('A list that %s', (_case, takes) => {
	it('does not hold up documents that can be read by themselves', async () => {
		const ends = Array.from({ length: 10 }, (_, index) => 8_000 + index * 20);
		const list = listFrom(ends, (at) => at);
		const ports = virtualPorts({
			read: (id, at) => ({ extract: extractAt(id, ends[Number(id)] ?? 0, at) }),
		});
		const readList: WaitPorts['readList'] = async (_workflow, ids, _maxRows, signal) => {
			const until = ports.now() + takes;
			while (ports.now() < until) {
				signal.throwIfAborted();
				await new Promise(setImmediate);
			}
			return list?.(ids, ports.now()) ?? { extracts: new Map(), pages: 1 };
		};
		const waitFor = createWaitLoop({ ...ports, readList });
		const limits = { timeout: 15 * MINUTE, firstCheckAfter: 4_000 };
		const ended = await Promise.all(
			ends.map(async (_end, index) => {
				await waitFor({ id: String(index), workflow: 'w', output: OUTPUT }, limits);
				return ports.now();
			}),
		);
		expect(Math.max(...ended)).toBeLessThan(16_000);
		expect(ports.reads.length).toBeLessThanOrEqual(ends.length + 2);
	});
});

it('A list that stops being updated after half of the documents is found out too', async () => {
	const ends = Array.from({ length: 20 }, (_, index) => 10_000 + index * 3_000);
	const { results } = await waitForAll(ends, {
		list: listFrom(ends, (at) => Math.min(at, 40_000)),
	});
	expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
	expect(Math.max(...results.map(({ at }) => at))).toBeLessThan(3 * MINUTE);
});

it('A list that becomes stale after minutes is found out minutes later', async () => {
	const ends = [10 * MINUTE, 10 * MINUTE + 10_000];
	const { results } = await waitForAll(
		ends,
		{ list: listFrom(ends, () => 0) },
		{ timeout: 60 * MINUTE },
	);
	expect(Math.max(...results.map(({ at }) => at))).toBeLessThan(13 * MINUTE);
});

it('A list that lags by some seconds is relied on all the same', async () => {
	const ends = Array.from({ length: 100 }, (_, index) => 20_000 + index * 300);
	const lagging = listFrom(ends, (at) => at - 5_000);
	const { results, reads } = await waitForAll(ends, { list: lagging });
	expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
	expect(Math.max(...results.map(({ at }) => at))).toBeLessThan(60_000);
	expect(reads.length).toBeLessThan(20);
});

it('A list that sometimes shows an older page takes nothing back', async () => {
	const ends = Array.from({ length: 20 }, (_, index) => 10_000 + index * 1_000);
	const older = listFrom(ends, (at) => (Math.round(at / 1_000) % 3 === 0 ? 0 : at));
	const { results } = await waitForAll(ends, { list: older });
	expect(
		results.every(({ extract, timedOut }) => extract?.status === 'FINISHED' && !timedOut),
	).toBe(true);
});

it.each([
	['lacks rows', (): Extract | undefined => undefined],
	['shows a row without its data', (row: Extract) => ({ ...row, extracted_data: null })],
])('A list that %s loses nothing', async (_case, change) => {
	const ends = Array.from({ length: 20 }, (_, index) => 10_000 + index * 1_000);
	const fresh = listFrom(ends, (at) => at);
	const list: Service['list'] = (ids, at) => {
		const { extracts = new Map<string, Extract>(), pages = 1 } = fresh?.(ids, at) ?? {};
		const rows = [...extracts].flatMap(([id, row]) => {
			const changed = Number(id) % 3 === 0 ? change(row) : row;
			return changed === undefined ? [] : [[id, changed] as const];
		});
		return { extracts: new Map(rows), pages };
	};
	const { results } = await waitForAll(ends, { list });
	results.forEach(({ extract }, index) =>
		expect(extract?.extracted_data).toEqual({ id: `${index}` }),
	);
});

it('A single read that was only to verify the list may fail', async () => {
	const ends = [4 * MINUTE, 4 * MINUTE];
	const fresh = listFrom(ends, (at) => at);
	const refusal = errorWith({ status: 404, retryable: false, accepted: 'no' });
	const { results } = await waitForAll(
		ends,
		{ list: fresh },
		{},
		{ read: async () => await Promise.reject(refusal) },
	);
	expect(results.every(({ extract }) => extract?.status === 'FINISHED')).toBe(true);
});

describe('A list whose rows carry the whole text of each document', () => {
	const ends = Array.from({ length: 200 }, (_, index) => 20_000 + index * 100);
	const measure = async (charactersEach: number) => {
		const fresh = listFrom(ends, (at) => at);
		let listed = 0;
		const list: Service['list'] = (ids, at) => {
			const textLength = ends.filter((end) => end <= at).length * charactersEach;
			listed += textLength;
			return { extracts: new Map(), ...fresh?.(ids, at), pages: 4, textLength };
		};
		const { results, reads, lists } = await waitForAll(ends, { list });
		expect(results.every(({ timedOut }) => !timedOut)).toBe(true);
		return { listed, reads: reads.length, lists: lists.length };
	};

	it('is given up for single reads as soon as it costs more than they do', async () => {
		const light = await measure(0);
		const heavy = await measure(20_000);
		expect(light.lists).toBeGreaterThan(heavy.lists);
		expect(light.reads).toBeLessThan(10);
		// Each text once by itself, and some of them by lists before that.
		expect(heavy.reads).toBeLessThan(2 * ends.length);
		expect(heavy.listed).toBeLessThan(3 * ends.length * 20_000);
	});
});
