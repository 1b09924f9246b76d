import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { createdAtOf, documentNameOf } from '../api/extract';
import { extractList } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { PAGE_SIZE } from '../api/paginate';
import { bounded } from '../guards/boundedText';
import { dateText, fillList, readForEditor } from './listContext';

/**
 * The list of extracts in the editor, page by page, in the order in which Anesya lists them (unknown).
 *
 * @param filter what the user typed: Anesya searches in the names of documents and schemas (documented)
 * @param paginationToken the number of the page to continue with
 */
export async function searchExtracts(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await fillList(this, async (api) => {
		const page = Number(paginationToken ?? 1);
		const list = extractList({ search: filter.trim() || undefined });
		const { rows, hasNext } = await readForEditor(api, list, { page, size: PAGE_SIZE });
		const results = rows.map((row) => toListItem(this, row));
		return { results, paginationToken: hasNext && rows.length > 0 ? String(page + 1) : undefined };
	});
}

/** Whether a row has a status is unknown. */
function toListItem(context: ILoadOptionsFunctions, row: ListRow): INodeListSearchItems {
	const status = typeof row.status === 'string' ? bounded(row.status) : '';
	const details = [status, dateText(context, createdAtOf(row))].filter((part) => part !== '');
	const name = bounded(documentNameOf(row));
	return {
		name: details.length === 0 ? name : `${name} (${details.join(', ')})`,
		value: row.id,
	};
}
