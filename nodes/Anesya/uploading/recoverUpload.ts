import type { Extract } from '../api/extract';
import { listExtracts } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { sleep } from '../concurrency/sleep';
import { isRecord } from '../guards/json';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import { lostResponseError, unclearUploadError } from './lostUploadErrors';
import { isClaimed } from './memory';
import { reconcile } from './reconcile';
import { SEARCH_DELAYS } from './searchDelays';
import type { Upload, UploadPorts } from './upload';

/** At most this many rows are read for each text that is searched for. */
const MOST_ROWS = 500;

/** What is known of an upload whose response was lost. */
export interface LostResponse {
	/** When the request left this machine. */
	sentAt: Instant;
	error: AnesyaApiError;
	/** Whether an earlier upload of its name is unresolved, so that an extract may belong to that one. */
	followsUnresolved: boolean;
}

/**
 * Searches for the extracts of an upload whose response was lost, by name and age: `GET /extract/`
 * with `workflow_id` and `search` (documented). The server's own clock decides on the age.
 *
 * @returns its extracts, or undefined when it certainly created none
 * @throws AnesyaApiError when the list cannot be read, or does not show what happened
 */
export async function recoverUpload(
	upload: Upload,
	{ sentAt, error, followsUnresolved }: LostResponse,
	{ api, searchLimiter, signal }: UploadPorts,
): Promise<Extract[] | undefined> {
	const names = upload.files.map(({ name }) => name);
	for (const [index, delay] of SEARCH_DELAYS.entries()) {
		await sleep(delay, signal);
		const isLast = index === SEARCH_DELAYS.length - 1;
		const { rows, areAll } = await findRows(isLast).catch((thrown: unknown) => {
			throw thrown instanceof AnesyaApiError ? lostResponseError(error, upload.files) : thrown;
		});
		const serverTime = api.serverTime();
		const age = elapsedSince(sentAt);
		const sent = {
			names,
			workflow: upload.workflow,
			sentAt: serverTime && serverTime - age.milliseconds,
		};
		const reconciled = reconcile(sent, rows, isClaimed);
		if (reconciled.kind === 'found' && !followsUnresolved && age.clocksAgree)
			return reconciled.rows.map(toNewExtract);

		// Even if the case is unclear, all searches are made, so that the error names every candidate.
		if (!isLast) continue;
		if (reconciled.kind !== 'absent') throw unclearUploadError(upload.files, reconciled.rows);
		if (!areAll) throw unclearUploadError(upload.files, []);
	}
	return undefined;

	/** The extracts with the name of one of the files; on request, also those that may have it in a changed form. */
	async function findRows(inAnyForm: boolean): Promise<{ rows: ListRow[]; areAll: boolean }> {
		const named = await search(names);
		const others = await search(inAnyForm ? names.flatMap((name) => stablePart(name) ?? []) : []);
		return {
			rows: [...new Map([...named, ...others]).values()],
			areAll: named.size < MOST_ROWS && others.size < MOST_ROWS,
		};
	}

	/** @returns the rows by ID */
	async function search(texts: string[]): Promise<Map<string, ListRow>> {
		const rows = new Map<string, ListRow>();
		for (const text of new Set(texts)) {
			await searchLimiter(async () => {
				const query = { search: text, workflow: upload.workflow };
				for await (const row of listExtracts(api, query, { limit: MOST_ROWS, signal }))
					rows.set(row.id, row);
			});
		}
		return rows;
	}
}

/** Whether a row has a status is unknown; an extract that was just accepted is at its beginning. */
function toNewExtract({ schema, ...row }: ListRow): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}

/** A name that no service has a reason to change when it stores it. */
const PLAIN = /^[\w.-]+$/;

/**
 * What to search for in case Anesya stored a name in a changed form, for instance with `_` for spaces
 * or without accents: the longest part that is the same in every form. A search also finds parts of names.
 *
 * @returns undefined for a name that no service changes
 */
export function stablePart(name: string): string | undefined {
	if (PLAIN.test(name)) return undefined;
	const stem = name.replace(/\.[^.]*$/, '');
	const parts = stem.match(/[a-z0-9]{3,}/gi) ?? stem.match(/[\p{L}\p{N}]+/gu) ?? [];
	return parts.reduce<string | undefined>(
		(longest, part) => (part.length > (longest?.length ?? 0) ? part : longest),
		undefined,
	);
}
