import type { AnesyaApi } from './anesyaApi';
import type { Row } from './page';
import { readRetryDelay } from './retry';
import { retrying } from './retrying';
import { schemaIn } from './schema';

/**
 * Reads one schema: `GET /schema/{id}/` (documented).
 *
 * @throws AnesyaFailure
 */
export async function readSchema(
	api: AnesyaApi,
	id: string,
	stop: AbortSignal | undefined,
): Promise<Row> {
	const path = `/schema/${encodeURIComponent(id)}/` as const;
	return schemaIn(
		await retrying(async () => await api.send({ method: 'GET', path }), readRetryDelay, stop),
	);
}
