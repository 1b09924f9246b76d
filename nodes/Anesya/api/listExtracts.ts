import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { withNotesOf } from '../guards/parsingNotes';
import type { ApiClient } from '../transport/client';
import type { Extract } from './extract';
import type { ListRequest, ListRow } from './page';
import { knownId, UUID } from './page';
import { paginateRows } from './paginate';

/** What `GET /extract/` can filter by (documented). There is no filter by status or date. */
export interface ExtractFilter {
	/** Part of a document's or a schema's name. */
	search?: string;
	workflow?: string;
	/** Digits: a session may have more of them than a number can hold. */
	session?: string;
	metaKey?: string;
	metaValue?: string;
}

export interface ListOptions {
	/** The largest number of rows to return; all of them unless given. */
	limit?: number;
	signal?: AbortSignal;
	onGap?: ListRequest['onGap'];
}

/**
 * Lists extracts one row at a time, in an unknown order. A page is requested only when its first row
 * is needed: a consumer that stops early costs no further requests.
 *
 * @returns rows as they came: `schema` is an object in a list (documented), and `status` and
 * `extracted_data` may be missing (unknown)
 * @throws AnesyaApiError
 */
export function listExtracts(
	api: ApiClient,
	filter: ExtractFilter,
	{ limit, signal, onGap }: ListOptions = {},
): AsyncGenerator<ListRow> {
	return paginateRows(api, { ...extractList(filter), limit, onGap }, signal);
}

/** The list to read for a filter: `GET /extract/` (documented). */
export function extractList(filter: ExtractFilter): ListRequest {
	const query = {
		search: filter.search,
		workflow_id: filter.workflow,
		workflow_session_id: filter.session,
		meta_key: filter.metaKey,
		meta_value: filter.metaValue,
	};
	const isMeant = (row: ListRow) => !namesOther(row, filter.workflow);
	return { path: '/extract/', query, isMeant, expected: 'a list of extracts' };
}

/**
 * Whether an extract says that it is of another workflow than the one that was asked for: a server may
 * ignore the filter. Each one names its workflow (documented), as a UUID or null.
 */
export function namesOther({ workflow }: IDataObject, wanted: string | undefined): boolean {
	if (wanted === undefined || typeof workflow !== 'string' || !UUID.test(workflow)) return false;
	return knownId(workflow) !== knownId(wanted);
}

/**
 * A row as a single read would give it: in a list the schema is an object, in a single extract it is
 * the id (both documented). The ID is left out if the row does not tell it.
 */
export function extractInRow(row: ListRow & Extract): Extract {
	const { schema } = row;
	if (!isRecord(schema)) return row;
	const id = typeof schema.id === 'string' ? schema.id : undefined;
	return withNotesOf(row, { ...row, schema: id });
}
