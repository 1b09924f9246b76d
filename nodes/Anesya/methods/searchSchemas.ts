import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { createClient } from '../transport/client';
import type { ListRow } from '../api/page';
import { readPage } from '../api/page';
import { PAGE_SIZE } from '../api/paginate';
import { SCHEMA_LIST } from '../api/schemas';
import { toNodeError } from '../operations/errors';

/** Pages that one search reads at the most; the editor asks for more when the user scrolls. */
const PAGES_AT_ONCE = 5;

/**
 * The list of schemas in the editor, page by page. Anesya cannot search in it (documented), so that
 * names are compared here.
 *
 * @param filter what the user typed
 * @param paginationToken the number of the page to go on with
 */
export async function searchSchemas(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	try {
		const api = await createClient(this);
		const results: INodeListSearchItems[] = [];
		const first = Number(paginationToken ?? 1);
		for (let number = first; number < first + PAGES_AT_ONCE; number += 1) {
			const { rows, hasNext } = await readPage(
				api,
				SCHEMA_LIST,
				{ page: number, size: PAGE_SIZE },
				undefined,
			);
			results.push(
				...rows
					.map(entryOf)
					.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase())),
			);
			if (!hasNext || rows.length === 0) return { results };
			if (results.length > 0) return { results, paginationToken: String(number + 1) };
		}
		return { results, paginationToken: String(first + PAGES_AT_ONCE) };
	} catch (error) {
		throw toNodeError(this.getNode(), { about: {}, error });
	}
}

function entryOf({ id, name }: ListRow): INodeListSearchItems {
	return { name: typeof name === 'string' && name !== '' ? name : id, value: id };
}
