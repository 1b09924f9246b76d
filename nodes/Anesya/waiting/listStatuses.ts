import type { Extract } from '../api/extract';
import { extractionTimeOf, isExtract } from '../api/extract';
import { extractInRow, extractList, namesOther } from '../api/listExtracts';
import { paginate } from '../api/paginate';
import { withNotesOf } from '../guards/parsingNotes';
import type { ApiClient } from '../transport/client';

/** What a list told about the extracts that were looked up in it. */
export interface ListedStatuses {
	/** Those that are in the list with a status, by id. */
	extracts: Map<string, Extract>;
	/** Requests that it took. */
	pages: number;
	/** Rows in them, those of other extracts included; 0 unless given. */
	rows?: number;
	/** Characters of documents' text in all rows; 0 unless given. */
	textLength?: number;
	/** Milliseconds that Anesya worked on the finished extracts in all rows, as far as it tells. */
	extractionTimes?: number[];
}

/** Rows of a page at least; half of them may be extracts of others. They may carry each document's text. */
const FEWEST_ROWS = 6;

/**
 * Looks up extracts of a workflow in the list of extracts: `GET /extract/?workflow_id=` (documented).
 * It stops as soon as all are found. Whether a row has a status is unknown; a row without one is left out.
 * The text of a document may be large and is not kept: who needs it reads the extract by itself.
 *
 * @param maxRows how many rows to read; more requests than extracts are never made, however small pages are
 * @throws AnesyaApiError at the first request that fails: the caller can read the extracts singly
 */
export async function listStatuses(
	api: ApiClient,
	workflow: string,
	ids: ReadonlySet<string>,
	maxRows: number,
	signal: AbortSignal | undefined,
): Promise<ListedStatuses> {
	const limit = rowsAskedFor(ids.size);
	const list = { ...extractList({ workflow }), limit, retryPolicy: () => undefined };
	const extracts = new Map<string, Extract>();
	const extractionTimes: number[] = [];
	let [pages, rowsRead, textLength] = [0, 0, 0];
	for await (const rows of paginate(api, list, signal)) {
		pages += 1;
		rowsRead += rows.length;
		for (const row of rows) {
			if (typeof row.content === 'string') textLength += row.content.length;
			const extractionTime = namesOther(row, workflow) ? undefined : extractionTimeOf(row);
			if (extractionTime !== undefined) extractionTimes.push(extractionTime);
			if (ids.has(row.id) && isExtract(row))
				extracts.set(row.id, withNotesOf(row, { ...extractInRow(row), content: undefined }));
		}
		if (extracts.size === ids.size || rowsRead >= maxRows || pages >= ids.size) break;
	}
	return { extracts, pages, rows: rowsRead, textLength, extractionTimes };
}

/** How many rows one reading asks for, to find so many extracts. */
export function rowsAskedFor(extracts: number): number {
	return Math.max(FEWEST_ROWS, extracts * 2);
}
