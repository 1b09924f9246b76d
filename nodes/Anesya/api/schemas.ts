import type { ApiResponse } from '../transport/response';
import type { ListRequest, ListRow } from './page';
import { isRecord } from '../guards/json';
import { unexpectedResponse } from '../transport/statusError';
import type { ApiClient } from '../transport/client';
import { readRetryDelay, retry, writeRetryDelay } from '../transport/retry';
import type { IDataObject } from 'n8n-workflow';
import { AnesyaApiError } from '../transport/apiError';

/** `GET /schema/`: it can neither be searched nor filtered (documented). */
export const SCHEMA_LIST: ListRequest = { path: '/schema/', expected: 'a list of schemas' };

/** @throws AnesyaApiError when an answer holds no schema */
export function schemaIn(response: ApiResponse): ListRow {
	const { json } = response;
	if (isRecord(json) && typeof json.id === 'string' && json.id !== '')
		return { ...json, id: json.id };
	throw unexpectedResponse(response, 'a schema');
}

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
	return schemaIn(
		await retry(async () => await api.send({ method: 'GET', path }), readRetryDelay, signal),
	);
}

/** What a schema is created from; what is undefined is not sent. */
export interface NewSchema {
	name: string;
	description: string;
	additional_informations?: string;
	schema: IDataObject;
}

/**
 * Creates a schema: `POST /schema/` (the path is inferred). It is sent again only when Anesya surely
 * has not taken it, or there would be two.
 *
 * @throws AnesyaApiError; where the answer was lost, its text says so
 */
export async function createSchema(
	api: ApiClient,
	schema: NewSchema,
	signal: AbortSignal | undefined,
): Promise<ListRow> {
	const call = { method: 'POST', path: '/schema/', json: { ...schema } } as const;
	const send = async () => schemaIn(await api.send(call));
	return await retry(send, writeRetryDelay, signal).catch((thrown: unknown) => {
		throw thrown instanceof AnesyaApiError && thrown.accepted === 'maybe'
			? lost(thrown, schema.name)
			: thrown;
	});
}

function lost(error: AnesyaApiError, name: string): AnesyaApiError {
	const advice = `Anesya may have created "${name}" all the same: look for it with Get Many before you create it again.`;
	return error.with({ description: `${advice} ${error.description}` });
}
