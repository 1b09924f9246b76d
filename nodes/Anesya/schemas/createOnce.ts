import { createdAtOf, latestCreatedAtOf } from '../api/extract';
import type { ListRow } from '../api/page';
import { paginateRows } from '../api/paginate';
import type { NewSchema } from '../api/schemas';
import { createSchema, SCHEMA_LIST } from '../api/schemas';
import { sleep } from '../concurrency/sleep';
import { AnesyaApiError } from '../transport/apiError';
import type { ApiClient } from '../transport/client';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import { retry, writeRetryDelay } from '../transport/retry';

/** Milliseconds before the look for a schema: a server may still be busy with it. */
const LOOK_DELAY = 1_000;

/** Milliseconds by which the clock that dates schemas may differ from the one that dates responses. */
const CLOCK_DIFFERENCE = 2_000;

/** The schemas that a run has created: none of them is what another of its items has lost. */
const createdBy = new WeakMap<ApiClient, Set<string>>();

/**
 * Creates a schema once: if the response is lost, it is looked for in the list before it is sent again.
 *
 * @throws AnesyaApiError; its text says so if Anesya may have created the schema
 */
export async function createOnce(
	api: ApiClient,
	schema: NewSchema,
	signal: AbortSignal | undefined,
): Promise<ListRow> {
	const own = createdBy.get(api) ?? new Set<string>();
	createdBy.set(api, own);
	const create = async () =>
		await createSchema(api, schema).catch(async (thrown: unknown) => {
			if (!(thrown instanceof AnesyaApiError) || thrown.accepted === 'no') throw thrown;
			await sleep(LOOK_DELAY, signal);
			const found = await find(thrown);
			if (found !== undefined) return found;
			throw thrown.with({ accepted: 'no' });
		});

	/** @returns undefined if there certainly is no such schema */
	async function find(lost: AnesyaApiError): Promise<ListRow | undefined> {
		const rows = await matching(lost.sentAt).catch((thrown: unknown) => {
			throw thrown instanceof AnesyaApiError ? withAdvice(lost, schema.name) : thrown;
		});
		const [row, ...others] = rows;
		const isCertain = others.length === 0 && api.serverTime() !== undefined;
		if (row !== undefined && !(isCertain && Number.isFinite(createdAtOf(row))))
			throw withAdvice(lost, schema.name);
		return row;
	}

	async function matching(sentAt: Instant | undefined): Promise<ListRow[]> {
		const rows: ListRow[] = [];
		for await (const row of paginateRows(api, SCHEMA_LIST, signal)) {
			const { name, description } = row;
			if (name !== schema.name || description !== schema.description || own.has(row.id)) continue;
			const now = api.serverTime();
			const isOlder =
				sentAt !== undefined &&
				now !== undefined &&
				latestCreatedAtOf(row) < now - elapsedSince(sentAt).milliseconds - CLOCK_DIFFERENCE;
			if (!isOlder) rows.push(row);
		}
		return rows;
	}

	const created = await retry(create, writeRetryDelay, signal);
	own.add(created.id);
	return created;
}

function withAdvice(error: AnesyaApiError, name: string): AnesyaApiError {
	const advice = `Anesya may have created "${name}" anyway: look for it with Get Many before you create it again.`;
	return error.with({ description: `${advice} ${error.text}` });
}
