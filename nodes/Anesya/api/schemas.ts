import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../transport/client';
import type { ApiResponse } from '../transport/response';
import { readRetryDelay, retry } from '../transport/retry';
import { unexpectedResponse } from '../transport/statusError';
import type { ListRequest, ListRow } from './page';
import { isListRow } from './page';

/** `GET /schema/`: it can be neither searched nor filtered (documented). */
export const SCHEMA_LIST: ListRequest = { path: '/schema/', expected: 'a list of schemas' };

/**
 * Reads one schema: `GET /schema/{id}/` (documented).
 *
 * @throws AnesyaApiError
 */
export async function getSchema(
	api: ApiClient,
	id: string,
	signal: AbortSignal | undefined,
): Promise<ListRow> {
	const path = `/schema/${encodeURIComponent(id)}/` as const;
	return parseSchema(
		await retry(async () => await api.send({ method: 'GET', path }), readRetryDelay, signal),
	);
}

/** What a schema is created from. Undefined fields are not sent. */
export interface NewSchema {
	name: string;
	description: string;
	additional_informations?: string;
	schema: IDataObject;
}

/**
 * Creates a schema: `POST /schema/` (the path is inferred).
 *
 * @throws AnesyaApiError
 */
export async function createSchema(api: ApiClient, schema: NewSchema): Promise<ListRow> {
	return parseSchema(await api.send({ method: 'POST', path: '/schema/', json: { ...schema } }));
}

function parseSchema(response: ApiResponse): ListRow {
	if (isListRow(response.json)) return response.json;
	throw unexpectedResponse(response, 'a schema');
}
