import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { ListRow } from '../api/page';
import { PAGE_SIZE } from '../api/paginate';
import { SCHEMA_LIST } from '../api/schemas';
import { bounded } from '../guards/boundedText';
import { fillList, readForEditor } from './listContext';

/** Pages that one search reads at most; the editor requests more when the user scrolls. */
const MAX_PAGES = 5;

/**
 * The list of schemas in the editor, page by page. Anesya cannot search in it (documented), so names
 * are compared here.
 *
 * @param filter what the user typed
 * @param paginationToken the number of the page to continue with
 */
export async function searchSchemas(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await fillList(this, async (api) => {
		const wanted = filter.trim().toLowerCase();
		const results: INodeListSearchItems[] = [];
		const first = Number(paginationToken ?? 1);
		for (let page = first; page < first + MAX_PAGES; page += 1) {
			const range = { page, size: PAGE_SIZE };
			const { rows, hasNext } = await readForEditor(api, SCHEMA_LIST, range);
			const found = rows.filter((row) => nameOf(row).toLowerCase().includes(wanted));
			results.push(...found.map((row) => ({ name: bounded(nameOf(row)), value: row.id })));
			if (!hasNext || rows.length === 0) return { results };
			if (results.length > 0) return { results, paginationToken: String(page + 1) };
		}
		return { results, paginationToken: String(first + MAX_PAGES) };
	});
}

function nameOf({ id, name }: ListRow): string {
	return typeof name === 'string' && name !== '' ? name : id;
}
