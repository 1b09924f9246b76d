import type { Extract } from '../api/extract';
import { AnesyaApiError } from '../transport/apiError';
import { listExtracts } from '../api/listExtracts';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import type { ListRow } from '../api/page';
import { sleep } from '../concurrency/sleep';
import { SEARCH_DELAYS } from './searchDelays';
import { isClaimed } from './memory';
import { lostResponseError, unclearUploadError } from './lostUploadErrors';
import { reconcile } from './reconcile';
import { isRecord } from '../guards/json';
import type { Upload, UploadPorts } from './upload';

/** Rows to read at the most, of all extracts that bear a name. */
const MOST_ROWS = 500;

/** A request whose answer was lost. */
export interface LostUpload {
	/** When it left this machine. */
	sentAt: Instant;
	failure: AnesyaApiError;
	/** Whether an extract of its name may be that of an earlier upload. */
	isDoubtful: boolean;
}

/**
 * Looks for the extracts of an upload whose answer was lost, by name and age: `GET /extract/` with
 * `workflow_id` and `search` (documented). Ages are told by the server's own clock.
 *
 * @returns its extracts, or undefined when it surely created none
 * @throws AnesyaApiError when the list cannot be read, or does not make clear what happened
 */
export async function recoverUpload(
	upload: Upload,
	{ sentAt, failure, isDoubtful }: LostUpload,
	{ api, searchLimiter, signal }: UploadPorts,
): Promise<Extract[] | undefined> {
	const names = upload.files.map(({ name }) => name);
	for (const [index, delay] of SEARCH_DELAYS.entries()) {
		await sleep(delay, signal);
		const isLast = index === SEARCH_DELAYS.length - 1;
		const { rows, areAll } = await rowsNamed(names, isLast).catch((thrown: unknown) => {
			throw thrown instanceof AnesyaApiError ? lostResponseError(failure, upload.files) : thrown;
		});
		const serverTime = api.serverTime();
		const age = elapsedSince(sentAt);
		const lost = {
			names,
			workflow: upload.workflow,
			sentAt: serverTime && serverTime - age.milliseconds,
		};
		const verdict = reconcile(lost, rows, isClaimed);
		if (verdict.kind === 'found' && !isDoubtful && age.clocksAgree)
			return verdict.rows.map(toExtract);

		// What is not clear is looked at to the end all the same, so that the text names every candidate.
		if (!isLast) continue;
		if (verdict.kind !== 'absent') throw unclearUploadError(upload.files, verdict.rows);
		if (!areAll) throw unclearUploadError(upload.files, []);
	}
	return undefined;

	/** The extracts that bear the name of one of the files, at last also those that may bear it in another form. */
	async function rowsNamed(
		wanted: string[],
		inAnyForm: boolean,
	): Promise<{ rows: ListRow[]; areAll: boolean }> {
		const named = await rowsFor(wanted);
		const others = await rowsFor(inAnyForm ? wanted.flatMap((name) => stablePart(name) ?? []) : []);
		return {
			rows: [...new Map([...named, ...others]).values()],
			areAll: named.size < MOST_ROWS && others.size < MOST_ROWS,
		};
	}

	async function rowsFor(searches: string[]): Promise<Map<string, ListRow>> {
		const rows = new Map<string, ListRow>();
		for (const search of new Set(searches)) {
			await searchLimiter(async () => {
				for await (const row of listExtracts(
					api,
					{ search, workflow: upload.workflow },
					{ limit: MOST_ROWS, signal },
				))
					rows.set(row.id, row);
			});
		}
		return rows;
	}
}

/** Whether a row carries a status is unknown; what was just taken is at its beginning. */
function toExtract({ schema, ...row }: ListRow): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}

/** A name that no service has a reason to change before it keeps it. */
const PLAIN = /^[\w.-]+$/;

/**
 * What to search for, should a name be kept a little differently, for instance with `_` for spaces or
 * without accents: its longest part that stays the same in any case. A search finds parts of names.
 *
 * @returns undefined for a name that is plain throughout
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
