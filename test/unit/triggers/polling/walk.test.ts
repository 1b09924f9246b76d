import type { Aim } from '../../../../nodes/Anesya/triggers/polling/walk';
import { walk } from '../../../../nodes/Anesya/triggers/polling/walk';
import { listOf, rowAt, upTo } from './listing';

const until = (time: number): Aim => ({ until: () => time, isWorthAll: () => true });
const newestFirst = upTo(5_000).reverse();

describe('a walk through a list', () => {
	it('of thousands of old extracts takes two requests, newest first', async () => {
		const { read, asked } = listOf(newestFirst);
		const { sightings, isWhole, count } = await walk(read, until(4_995));
		expect(asked).toEqual([1, 500]);
		expect(sightings.map(({ createdAt }) => createdAt)).toEqual(
			expect.arrayContaining([5_000, 4_999, 4_998, 4_997, 4_996]),
		);
		expect({ isWhole, count }).toEqual({ isWhole: true, count: 5_000 });
	});

	it('starts at the end where the newest ones are', async () => {
		const { read, asked } = listOf(upTo(5_000));
		const { sightings } = await walk(read, until(4_975));
		expect(asked).toEqual([1, 500, 499, 498]);
		expect(sightings.map(({ createdAt }) => createdAt)).toEqual(
			expect.arrayContaining(upTo(25).map((n) => 4_975 + n)),
		);
	});

	it('goes as far as it has to', async () => {
		const { read, asked } = listOf(newestFirst);
		await walk(read, until(4_965));
		expect(asked).toEqual([1, 500, 2, 3, 4]);
	});

	it('reads a list in no order as a whole if that is worth it, else its ends', async () => {
		const times = upTo(100).map((number) => (number * 37) % 101);
		expect((await walk(listOf(times).read, until(95))).sightings).toHaveLength(100);
		const { read, asked } = listOf(times);
		const { isWhole, sightings } = await walk(read, {
			until: () => 95,
			isWorthAll: (count) => count !== 100,
		});
		expect({ asked, isWhole, seen: sightings.length }).toEqual({
			asked: [1, 10],
			isWhole: false,
			seen: 20,
		});
	});

	it('reads a list that is sorted within groups as a whole', async () => {
		const times = [...upTo(30).reverse(), ...upTo(60).slice(30).reverse()];
		expect((await walk(listOf(times).read, until(55))).sightings).toHaveLength(60);
	});

	it('goes by the size of pages that the server gives', async () => {
		const { read, asked } = listOf(newestFirst.slice(0, 9), 3);
		await walk(read, until(0));
		expect(asked).toEqual([1, 3, 2]);
	});

	it.each([
		['an empty list', []],
		['a single page', upTo(10)],
	])('reads %s once', async (_name, times) => {
		const { read, asked } = listOf(times);
		expect((await walk(read, until(0))).isWhole).toBe(true);
		expect(asked).toEqual([1]);
	});

	it('knows that rows may have been missed when some are deleted meanwhile, and sees each once', async () => {
		const { read, rows } = listOf(newestFirst.slice(0, 50));
		const { isWhole, sightings } = await walk(async (page) => {
			if (page === 2) rows.splice(0, 1);
			return await read(page);
		}, until(0));
		expect(isWhole).toBe(false);
		expect(sightings).toHaveLength(new Set(sightings.map(({ id }) => id)).size);
	});

	it('knows that a row may have been missed when new ones push it onto the last page, which was read already', async () => {
		const { read, rows } = listOf(newestFirst.slice(0, 50));
		const growing = async (page: number) => {
			if (page === 2) rows.unshift(rowAt(5_001));
			return await read(page);
		};
		const all = await walk(growing, until(0));
		expect(all.sightings).toHaveLength(49);
		expect(all.isWhole).toBe(false);
		expect((await walk(growing, until(4_975))).isWhole).toBe(true);
	});

	it.each([
		['between its two pages', 20, 2, 'id'],
		['between the first and the last page', 30, 3, 'id'],
		['in front of its two pages, of which all is new', 20, 2, 'time'],
	] as const)(
		'knows that a row may have been missed when a new one pushes it off a full last page: %s',
		async (_name, length, before, order) => {
			const times =
				order === 'id' ? upTo(length).map((number) => (number * 7) % 31) : upTo(length).reverse();
			const { read, rows } = listOf(times);
			const { isWhole, sightings } = await walk(async (page) => {
				if (page === before) rows.unshift(rowAt(5_001));
				return await read(page);
			}, until(0));
			expect(sightings).toHaveLength(length - 1);
			expect(isWhole).toBe(false);
		},
	);

	it('misses nothing that is new when rows are pushed off that are not', async () => {
		const { read, rows } = listOf(newestFirst.slice(0, 20));
		const { isWhole } = await walk(async (page) => {
			if (page === 2) rows.unshift(rowAt(5_001));
			return await read(page);
		}, until(4_995));
		expect(isWhole).toBe(true);
	});

	it('knows that rows may have been missed when some are deleted after others were created', async () => {
		const { read, rows } = listOf(newestFirst.slice(0, 80));
		const { isWhole } = await walk(async (page) => {
			if (page === 8) rows.unshift(rowAt(5_001));
			if (page === 3) rows.splice(0, 1);
			return await read(page);
		}, until(4_965));
		expect(isWhole).toBe(false);
	});

	it('of ever so many old extracts is whole, newest first', async () => {
		const read = async (page: number) => ({
			rows: page === 1 ? [rowAt(9), rowAt(8)] : [rowAt(2), rowAt(1)],
			count: 5_000,
			hasNext: true,
		});
		expect((await walk(read, until(8))).isWhole).toBe(true);
		expect((await walk(read, until(0))).isWhole).toBe(false);
	});

	it('refuses rows that do not tell when they were created, with another way', async () => {
		const page = { rows: [{ ...rowAt(1), created_at: null }], count: 1, hasNext: false };
		const walking = walk(async () => page, until(0));
		await expect(walking).rejects.toMatchObject({
			description: expect.stringContaining('Anesya Trigger'),
		});
	});
});
