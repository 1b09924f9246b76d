import type { ListedExtract } from '../../../../nodes/Anesya/triggers/polling/listedExtract';
import { withoutCount } from '../../../../nodes/Anesya/triggers/polling/listEnd';
import { orderOf, readEnds } from '../../../../nodes/Anesya/triggers/polling/listEnds';
import type { ScanPosition } from '../../../../nodes/Anesya/triggers/polling/scan';
import { positionAt, scanBothWays, scanOn } from '../../../../nodes/Anesya/triggers/polling/scan';
import { listOf, rowAt, upTo } from './listing';

const newestFirst = upTo(5_000).reverse();

/** Scans a list until a time, or for some pages at a time: after each, the ends are read again. */
async function scan(
	list: ReturnType<typeof listOf>,
	{ until = 0, pagesAtOnce = Infinity, onPage = () => {} } = {},
) {
	const seen = new Map<string, ListedExtract>();
	const visit = (rows: ListedExtract[]) => rows.forEach((row) => seen.set(row.id, row));
	const readPage = async (page: number) => {
		onPage();
		return await list.readPage(page);
	};
	let at: ScanPosition | undefined;
	for (let poll = 0; poll < 1_000; poll += 1) {
		const ends = await readEnds(list.readPage);
		visit([...ends.first, ...ends.last]);
		at ??= positionAt(ends);
		let left = pagesAtOnce;
		const mayGoOn = () => (left -= 1) >= 0;
		if (await scanOn(at, { readPage, ends, visit, until, mayGoOn })) break;
	}
	return { times: [...seen.values()].map(({ createdAt }) => createdAt), at };
}

describe('A scan of a list', () => {
	it('takes two requests for thousands of old extracts, newest first', async () => {
		const list = listOf(newestFirst);
		expect((await scan(list, { until: 4_995 })).times).toEqual(
			expect.arrayContaining([5_000, 4_999, 4_998, 4_997, 4_996]),
		);
		expect(list.requested).toEqual([1, 500]);
	});

	it.each([
		['newest first', newestFirst, 4_965, [1, 500, 2, 3, 4]],
		['oldest first', upTo(5_000), 4_975, [1, 500, 499, 498]],
	])('starts at the end with the newest extracts, %s', async (_order, times, until, requested) => {
		const list = listOf(times);
		await scan(list, { until });
		expect(list.requested).toEqual(requested);
	});

	it('reads each page of a list in unknown order once', async () => {
		const list = listOf(upTo(100).map((number) => (number * 37) % 101));
		expect((await scan(list, { until: 95 })).times).toHaveLength(100);
		expect(list.requested).toHaveLength(10);
	});

	it('reads a list in full that turns out not to be sorted', async () => {
		const groups = [...newestFirst.slice(0, 300), ...newestFirst.slice(0, 300)].map(
			(time, index) => time * 2 + Number(index < 300),
		);
		const list = listOf(groups, 7);
		expect((await scan(list, { until: 0 })).times).toHaveLength(600);
	});

	it.each([
		['newest first', newestFirst.slice(0, 400)],
		['oldest first', upTo(400)],
		['unknown', upTo(400).map((number) => (number * 37) % 401)],
	])('goes on in later polls, %s', async (_order, times) => {
		expect((await scan(listOf(times), { pagesAtOnce: 3 })).times).toHaveLength(400);
	});

	it.each(['grows', 'shrinks'])('sees all rows of a list that %s meanwhile', async (change) => {
		const original = upTo(400).map((number) => (number * 37) % 401);
		const list = listOf(original);
		let pages = 0;
		const onPage = () => {
			pages += 1;
			if (pages % 3 !== 0) return;
			if (change === 'grows') list.rows.splice((pages * 17) % 100, 0, rowAt(1_000 + pages));
			else list.rows.shift();
		};
		const { times } = await scan(list, { onPage, pagesAtOnce: 5 });
		const left = list.rows.map(({ created_at }) => Date.parse(created_at));
		const stayed = left.filter((time) => original.includes(time));
		expect(times).toEqual(expect.arrayContaining(stayed));
	});

	it.each([
		['newest first', newestFirst.slice(0, 400), Infinity],
		['unknown', upTo(95).map((number) => (number * 37) % 101), Infinity],
		['unknown, in several polls', upTo(95).map((number) => (number * 37) % 101), 4],
	])(
		'sees all that is there at the start, although rows that nobody counts move up, %s',
		async (_order, times, pagesAtOnce) => {
			const pages = Math.ceil(times.length / 10);
			for (let deletion = 1; deletion < pages * 3; deletion += 2) {
				const list = listOf(times);
				let requests = 0;
				const readPage = withoutCount(async (page) => {
					requests += 1;
					const read = await list.readPage(page);
					if (requests === deletion || requests === deletion + 4) list.rows.shift();
					return read;
				});
				const seen = new Set<string>();
				const visit = (rows: ListedExtract[]) => rows.forEach(({ id }) => seen.add(id));
				let at: ScanPosition | undefined;
				for (let isComplete = false; !isComplete;) {
					const ends = await readEnds(readPage);
					visit([...ends.first, ...ends.last]);
					at ??= positionAt(ends);
					let left = pagesAtOnce;
					const mayGoOn = () => (left -= 1) >= 0;
					isComplete = await scanBothWays(at, { readPage, ends, visit, until: 0, mayGoOn });
				}
				expect(list.rows.filter(({ id }) => !seen.has(id))).toEqual([]);
			}
		},
	);

	it.each([2e10, Infinity, -7, 0, NaN])('survives a count of %s', async (count) => {
		const list = listOf(upTo(30));
		const readPage = async (page: number) => ({ ...(await list.readPage(page)), count });
		const { times } = await scan({ ...list, readPage }, { pagesAtOnce: 50 });
		expect(times.length).toBeGreaterThanOrEqual(10);
		expect(list.requested.length).toBeLessThan(20);
	});

	it('rejects rows without a date of creation, and names an alternative', async () => {
		const page = { rows: [{ ...rowAt(1), created_at: null }], count: 1, hasNext: false };
		await expect(readEnds(async () => page)).rejects.toMatchObject({
			description: expect.stringContaining('Anesya Trigger'),
		});
	});
});

describe('The order of a list', () => {
	const down = [9, 8, 8, 7, 6, 5];
	it.each([
		['newest first', down, [2, 1]],
		['oldest first', down.toReversed(), [10, 11]],
		['unknown', [9, 7, 8, 6, 5, 4, 3], [2, 1]],
		['unknown', down, [12, 11]],
		['unknown', [9, 8, 7], [2, 1]],
		['unknown', [5, 5, 5, 5, 5, 5, 5, 5], [5]],
		['unknown', [], []],
	])('is %s for %j ... %j', (order, first, last) => {
		expect(orderOf(first, last)).toBe(order);
	});
});
