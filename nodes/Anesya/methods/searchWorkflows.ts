import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { createdAtOf, documentNameOf } from '../api/extract';
import { extractList } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { knownId } from '../api/page';
import { PAGE_SIZE } from '../api/paginate';
import { bounded } from '../guards/boundedText';
import { isRecord } from '../guards/json';
import type { ApiClient } from '../transport/client';
import { dateText, fillList, readForEditor } from './listContext';

/** Pages of extracts that one search reads at most. */
const MAX_PAGES = 4;

/** Characters of an id that tell workflows of the same schema apart. */
const SHORT_ID = 8;

/**
 * The list of workflows in the editor: those of recent extracts, because no call that lists workflows
 * is documented. Each is called by the schema and the name of its newest extract.
 *
 * @param filter what the user typed: Anesya searches in the names of documents and schemas (documented)
 * @throws NodeOperationError when no extract names a workflow
 */
export async function searchWorkflows(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await fillList(this, async (api) => {
		const search = filter.trim();
		const newest = newestByWorkflow(await recentRows(api, search || undefined));
		if (newest.size === 0 && search === '') throw noWorkflowsError();
		const byDate = [...newest].sort(([, a], [, b]) => timeOf(b) - timeOf(a));
		return { results: byDate.map(([workflow, row]) => toListItem(this, workflow, row)) };
	});
}

/** Rows from both ends of the list: at which end the newest are is unknown. */
async function recentRows(api: ApiClient, search: string | undefined): Promise<ListRow[]> {
	const read = async (page: number) =>
		await readForEditor(api, extractList({ search }), { page, size: PAGE_SIZE });
	const first = await read(1);
	if (!first.hasNext && (first.count ?? 0) <= first.rows.length) return first.rows;
	const size = Math.max(1, first.rows.length);
	const last = Math.ceil((first.count ?? first.rows.length) / size);
	const others = [2, last - 1, last].filter((page) => page > 1).slice(0, MAX_PAGES - 1);
	const pages = await Promise.all([...new Set(others)].map(read));
	return [first, ...pages].flatMap(({ rows }) => rows);
}

function newestByWorkflow(rows: ListRow[]): Map<string, ListRow> {
	const newest = new Map<string, ListRow>();
	for (const row of rows) {
		if (typeof row.workflow !== 'string' || row.workflow === '') continue;
		const workflow = knownId(row.workflow);
		const known = newest.get(workflow);
		if (known === undefined || timeOf(row) > timeOf(known)) newest.set(workflow, row);
	}
	return newest;
}

function timeOf(row: ListRow): number {
	const time = createdAtOf(row);
	return Number.isFinite(time) ? time : 0;
}

function toListItem(
	context: ILoadOptionsFunctions,
	workflow: string,
	row: ListRow,
): INodeListSearchItems {
	const schema = isRecord(row.schema) && typeof row.schema.name === 'string' ? row.schema.name : '';
	const label = schema === '' ? 'Workflow' : bounded(schema);
	const newest = [dateText(context, createdAtOf(row)), bounded(documentNameOf(row))];
	return {
		name: `${label} ${workflow.slice(0, SHORT_ID)} (${newest.filter((part) => part !== '').join(', ')})`,
		value: workflow,
	};
}

function noWorkflowsError(): UserError {
	return new UserError(
		"No recently used workflow was found in this Anesya account. Choose 'By URL' instead, open your workflow in the Anesya app, and paste its address.",
	);
}
