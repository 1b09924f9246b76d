import type { ApiClient } from '../transport/client';
import type { Extract } from '../api/extract';
import { isExtract } from '../api/extract';
import { extractList } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { paginate } from '../api/paginate';
import { isRecord } from '../guards/json';

/** What a look at a list tells. */
export interface ListedStatuses {
	/** Of those asked for, the ones that stand in the list with their status. */
	extracts: Map<string, Extract>;
	/** Requests that it took. */
	pages: number;
}

/**
 * Looks for extracts of a workflow in the list of extracts: `GET /extract/?workflow_id=` (documented).
 * It stops as soon as all are found. Whether a row carries a status is unknown; one without is left out.
 *
 * @param mostPages requests to spend at the most
 * @throws AnesyaApiError at the first request that goes wrong: the caller has another way
 */
export async function listStatuses(
	api: ApiClient,
	workflow: string,
	ids: ReadonlySet<string>,
	mostPages: number,
	signal: AbortSignal | undefined,
): Promise<ListedStatuses> {
	const list = { ...extractList({ workflow }), retryPolicy: () => undefined };
	const extracts = new Map<string, Extract>();
	let pages = 0;
	for await (const rows of paginate(api, list, signal)) {
		pages += 1;
		for (const row of rows) {
			if (ids.has(row.id) && isExtract(row)) extracts.set(row.id, extractInRow(row));
		}
		if (extracts.size === ids.size || pages >= mostPages) break;
	}
	return { extracts, pages };
}

/** Whether a row tells all that reading the extract by itself would: how much a row carries is unknown. */
export function isComplete(extract: Extract): boolean {
	const { extracted_data, content, document_url, created_at } = extract;
	return ![extracted_data ?? undefined, content, document_url, created_at].includes(undefined);
}

/** A row as reading the extract by itself would give it. In a list the schema is an object, in a single extract it is the id (both documented). */
export function extractInRow(row: ListRow & Extract): Extract {
	const { schema } = row;
	return isRecord(schema) && typeof schema.id === 'string' ? { ...row, schema: schema.id } : row;
}
