import type { Page } from '../../../../nodes/Anesya/api/page';
import { findEnd } from '../../../../nodes/Anesya/triggers/polling/listEnd';
import { readEnds } from '../../../../nodes/Anesya/triggers/polling/listEnds';
import { listOf, upTo } from './listing';

const SIZE = 50;

/** A list whose pages say something else than what is true, and the end that is found. */
async function endOf(rows: number, change: (page: Page, number: number) => Page, before = 0) {
	const list = listOf(upTo(rows), SIZE);
	const readPage = async (number: number) => change(await list.readPage(number), number);
	const { last, ...end } = await findEnd(readPage, await readPage(1), before);
	return { ...end, newest: last?.rows.at(-1)?.id, requests: list.requested.length };
}

const honest = (page: Page) => page;
const uncounted = (page: Page): Page => ({ ...page, count: undefined });
const withoutNext = (page: Page): Page => ({ ...page, hasNext: false });
const ofPage = (page: Page): Page => ({ ...page, count: page.rows.length });
const capped = (page: Page): Page => ({ ...page, count: page.count && Math.min(page.count, 100) });
const tooHigh = (page: Page): Page => ({ ...page, count: page.count && page.count + 900 });

describe('The end of a list', () => {
	it.each([0, 1, 50, 51, 100, 10_000])(
		'is where the count says if the pages agree, by two requests at most: %i rows',
		async (rows) => {
			const { requests, ...end } = await endOf(rows, honest);
			const pages = Math.max(1, Math.ceil(rows / SIZE));
			expect(end).toMatchObject({ pages, count: rows, isCounted: true });
			expect(requests).toBeLessThanOrEqual(2);
		},
	);

	it.each([
		['missing', uncounted],
		['missing, as is next', (page: Page) => withoutNext(uncounted(page))],
		['that of the page', ofPage],
		['that of the page, and next is missing', (page: Page) => withoutNext(ofPage(page))],
		['never more than 100', capped],
		['too high', tooHigh],
		['too high, and next is missing', (page: Page) => withoutNext(tooHigh(page))],
	])('is where the pages end if the count is %s', async (_name, change) => {
		for (const rows of [60, 100, 1_234, 10_000]) {
			const found = { newest: `x${rows}`, pages: Math.ceil(rows / SIZE), count: rows };
			const isCounted = change === capped && rows <= 100;
			expect(await endOf(rows, change)).toMatchObject({ ...found, isCounted });
			const again = await endOf(rows, change, rows - 3);
			expect(again).toMatchObject(found);
			expect(again.requests).toBeLessThanOrEqual(5);
		}
	});

	it('is found if rows are deleted or added between two requests', async () => {
		for (const rows of [100, 101, 102]) {
			for (const by of [-1, 1]) {
				const list = listOf(upTo(rows), SIZE);
				const first = await list.readPage(1);
				list.rows.splice(0, by < 0 ? 1 : 0);
				if (by > 0) list.rows.push(...listOf([rows + 1]).rows);
				const { last } = await findEnd(list.readPage, first, 0);
				expect(last?.rows.at(-1)?.id).toBe(`x${rows + Math.max(0, by)}`);
			}
		}
	});

	it('is the first page for a server that knows no pages, and for one whose count cannot be true', async () => {
		const list = listOf(upTo(50), SIZE);
		const always = async () => await list.readPage(1);
		expect(await readEnds(async () => ({ ...(await always()), count: 2e10 }))).toMatchObject({
			pages: 1,
			count: 50,
			isCounted: false,
		});
		expect(list.requested.length).toBeLessThan(5);
	});

	it('includes what moves up to the first page because rows are deleted meanwhile', async () => {
		const list = listOf(upTo(60), SIZE);
		const readPage = async (number: number) => {
			const page = await list.readPage(number);
			if (list.requested.length === 1) list.rows.shift();
			return page;
		};
		const { first, last } = await readEnds(readPage);
		expect(new Set([...first, ...last].map(({ id }) => id)).size).toBe(59);
	});
});
