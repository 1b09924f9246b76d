import type { IDataObject } from 'n8n-workflow';

import { AnesyaApiError } from '../transport/apiError';
import type { ApiClient } from '../transport/client';
import type { ApiResponse } from '../transport/response';
import { readRetryDelay, retry, writeRetryDelay } from '../transport/retry';
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
 * Creates a schema: `POST /schema/` (the path is inferred). It is sent again only when Anesya has
 * certainly not accepted it; otherwise there could be two.
 *
 * @throws AnesyaApiError; its text says so if Anesya may have created the schema
 */
export async function createSchema(
	api: ApiClient,
	schema: NewSchema,
	signal: AbortSignal | undefined,
): Promise<ListRow> {
	const call = { method: 'POST', path: '/schema/', json: { ...schema } } as const;
	const send = async () => parseSchema(await api.send(call));
	return await retry(send, writeRetryDelay, signal).catch((thrown: unknown) => {
		throw thrown instanceof AnesyaApiError && thrown.accepted === 'maybe'
			? withAdvice(thrown, schema.name)
			: thrown;
	});
}

function parseSchema(response: ApiResponse): ListRow {
	if (isListRow(response.json)) return response.json;
	throw unexpectedResponse(response, 'a schema');
}

function withAdvice(error: AnesyaApiError, name: string): AnesyaApiError {
	const advice = `Anesya may have created "${name}" anyway: look for it with Get Many before you create it again.`;
	return error.with({ description: `${advice} ${error.text}` });
}
