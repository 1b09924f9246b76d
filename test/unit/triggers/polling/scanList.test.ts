import type { ScanTarget } from '../../../../nodes/Anesya/triggers/polling/scanList';
import { orderOf, scanList } from '../../../../nodes/Anesya/triggers/polling/scanList';
import { listOf, rowAt, upTo } from './listing';

const until = (time: number): ScanTarget => ({ until: () => time, isFullScanDue: () => true });
const newestFirst = upTo(5_000).reverse();

describe('a scan of a list', () => {
	it('takes two requests for thousands of old extracts, newest first', async () => {
		const { readPage, requested } = listOf(newestFirst);
		const { extracts, coversTarget, count } = await scanList(readPage, until(4_995));
		expect(requested).toEqual([1, 500]);
		expect(extracts.map(({ createdAt }) => createdAt)).toEqual(
			expect.arrayContaining([5_000, 4_999, 4_998, 4_997, 4_996]),
		);
		expect({ coversTarget, count }).toEqual({ coversTarget: true, count: 5_000 });
	});

	it('starts at the end with the newest extracts', async () => {
		const { readPage, requested } = listOf(upTo(5_000));
		const { extracts } = await scanList(readPage, until(4_975));
		expect(requested).toEqual([1, 500, 499, 498]);
		expect(extracts.map(({ createdAt }) => createdAt)).toEqual(
			expect.arrayContaining(upTo(25).map((n) => 4_975 + n)),
		);
	});

	it('goes as far as its target', async () => {
		const { readPage, requested } = listOf(newestFirst);
		await scanList(readPage, until(4_965));
		expect(requested).toEqual([1, 500, 2, 3, 4]);
	});

	it('reads a list in unknown order in full if a full scan is due, otherwise its ends', async () => {
		const times = upTo(100).map((number) => (number * 37) % 101);
		expect((await scanList(listOf(times).readPage, until(95))).extracts).toHaveLength(100);
		const { readPage, requested } = listOf(times);
		const { coversTarget, extracts } = await scanList(readPage, {
			until: () => 95,
			isFullScanDue: (count) => count !== 100,
		});
		expect({ requested, coversTarget, seen: extracts.length }).toEqual({
			requested: [1, 10],
			coversTarget: false,
			seen: 20,
		});
	});

	it('reads a list that is sorted within groups in full', async () => {
		const times = [...upTo(30).reverse(), ...upTo(60).slice(30).reverse()];
		expect((await scanList(listOf(times).readPage, until(55))).extracts).toHaveLength(60);
	});

	it('uses the page size of the server', async () => {
		const { readPage, requested } = listOf(newestFirst.slice(0, 9), 3);
		await scanList(readPage, until(0));
		expect(requested).toEqual([1, 3, 2]);
	});

	it.each([
		['an empty list', []],
		['a single page', upTo(10)],
	])('reads %s once', async (_name, times) => {
		const { readPage, requested } = listOf(times);
		expect((await scanList(readPage, until(0))).coversTarget).toBe(true);
		expect(requested).toEqual([1]);
	});

	it('knows that it may have missed rows when some are deleted meanwhile, and returns each row once', async () => {
		const { readPage, rows } = listOf(newestFirst.slice(0, 50));
		const { coversTarget, extracts } = await scanList(async (page) => {
			if (page === 2) rows.splice(0, 1);
			return await readPage(page);
		}, until(0));
		expect(coversTarget).toBe(false);
		expect(extracts).toHaveLength(new Set(extracts.map(({ id }) => id)).size);
	});

	it('knows that it may have missed a row when a new one pushes it onto the last page after that was read', async () => {
		const { readPage, rows } = listOf(newestFirst.slice(0, 50));
		const growing = async (page: number) => {
			if (page === 2) rows.unshift(rowAt(5_001));
			return await readPage(page);
		};
		const all = await scanList(growing, until(0));
		expect(all.extracts).toHaveLength(49);
		expect(all.coversTarget).toBe(false);
		expect((await scanList(growing, until(4_975))).coversTarget).toBe(true);
	});

	it.each([
		['between the two pages', 20, 2, 'id'],
		['between the first and the last page', 30, 3, 'id'],
		['before its two pages, where every row is new', 20, 2, 'time'],
	] as const)(
		'knows that it may have missed a row when a new one pushes it off a full last page: %s',
		async (_name, length, before, order) => {
			const times =
				order === 'id' ? upTo(length).map((number) => (number * 7) % 31) : upTo(length).reverse();
			const { readPage, rows } = listOf(times);
			const { coversTarget, extracts } = await scanList(async (page) => {
				if (page === before) rows.unshift(rowAt(5_001));
				return await readPage(page);
			}, until(0));
			expect(extracts).toHaveLength(length - 1);
			expect(coversTarget).toBe(false);
		},
	);

	it('covers its target when only old rows are pushed off', async () => {
		const { readPage, rows } = listOf(newestFirst.slice(0, 20));
		const { coversTarget } = await scanList(async (page) => {
			if (page === 2) rows.unshift(rowAt(5_001));
			return await readPage(page);
		}, until(4_995));
		expect(coversTarget).toBe(true);
	});

	it('knows that it may have missed rows when some are deleted after others were created', async () => {
		const { readPage, rows } = listOf(newestFirst.slice(0, 80));
		const { coversTarget } = await scanList(async (page) => {
			if (page === 8) rows.unshift(rowAt(5_001));
			if (page === 3) rows.splice(0, 1);
			return await readPage(page);
		}, until(4_965));
		expect(coversTarget).toBe(false);
	});

	it('covers its target even in a list that is too long to read in full, newest first', async () => {
		const readPage = async (page: number) => ({
			rows: page === 1 ? [rowAt(9), rowAt(8)] : [rowAt(2), rowAt(1)],
			count: 5_000,
			hasNext: true,
		});
		expect((await scanList(readPage, until(8))).coversTarget).toBe(true);
		expect((await scanList(readPage, until(0))).coversTarget).toBe(false);
	});

	it('rejects rows without a date of creation, and names an alternative', async () => {
		const page = { rows: [{ ...rowAt(1), created_at: null }], count: 1, hasNext: false };
		const scan = scanList(async () => page, until(0));
		await expect(scan).rejects.toMatchObject({
			description: expect.stringContaining('Anesya Trigger'),
		});
	});
});

describe('the order of a list', () => {
	it.each([
		['newest first', [9, 8, 8, 7], [2, 1]],
		['oldest first', [1, 2, 2], [8, 9]],
		['unknown', [9, 7, 8], [2, 1]],
		['unknown', [9, 8, 7], [12, 11]],
		['unknown', [1, 2, 3], [2, 5]],
		['unknown', [5, 5], [5]],
		['unknown', [], []],
	])('is %s for %j ... %j', (order, first, last) => {
		expect(orderOf(first, last)).toBe(order);
	});
});
