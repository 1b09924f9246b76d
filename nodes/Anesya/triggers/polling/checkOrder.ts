import type { Page } from '../../api/page';
import type { ListedExtract } from './listedExtract';
import { listedExtractFrom } from './listedExtract';
import type { ListEnds } from './listEnds';
import { isInOrder } from './listEnds';

/** Pages between both ends that are looked at. */
const SAMPLES = 8;

/**
 * Whether a long list that looks sorted at both ends is so in between, as far as a few pages tell. A list
 * that is sorted only within groups, such as those of a workflow, goes back where a group begins.
 *
 * @param visit receives the rows of the pages
 * @throws AnesyaApiError
 */
export async function isSortedBetween(
	readPage: (page: number) => Promise<Page>,
	{ first, last, pages, order }: ListEnds,
	visit: (rows: ListedExtract[]) => void,
): Promise<boolean> {
	const distance = Math.max(1, (pages - 1) / (SAMPLES + 1));
	let rows = [...first];
	for (let page = 1 + distance; Math.round(page) < pages; page += distance) {
		const sample = (await readPage(Math.round(page))).rows.map(listedExtractFrom);
		visit(sample);
		rows = [...rows.slice(-1), ...sample];
		if (!isInOrder(rows, order)) return false;
	}
	return isInOrder([...rows.slice(-1), ...last], order);
}
