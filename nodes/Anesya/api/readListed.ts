import type { AnesyaApi } from './anesyaApi';
import type { Extract } from './extract';
import { isExtract } from './extract';
import { extractList } from './listExtracts';
import type { Row } from './page';
import { pagesOf } from './listPages';
import { isRecord } from './record';

/** What a look at a list tells. */
export interface Listed {
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
 * @throws AnesyaFailure at the first request that goes wrong: the caller has another way
 */
export async function readListed(
	api: AnesyaApi,
	workflow: string,
	ids: ReadonlySet<string>,
	mostPages: number,
	stop: AbortSignal | undefined,
): Promise<Listed> {
	const list = { ...extractList({ workflow }), rule: () => undefined };
	const extracts = new Map<string, Extract>();
	let pages = 0;
	for await (const rows of pagesOf(api, list, stop)) {
		pages += 1;
		for (const row of rows) {
			if (ids.has(row.id) && isExtract(row)) extracts.set(row.id, withSchemaId(row));
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
export function withSchemaId(row: Row & Extract): Extract {
	const { schema } = row;
	return isRecord(schema) && typeof schema.id === 'string' ? { ...row, schema: schema.id } : row;
}
