import type { AnesyaApi } from '../api/anesyaApi';
import type { Extract } from '../api/extract';
import { isRecord } from '../api/extract';
import { AnesyaFailure } from '../api/failure';
import { listExtracts } from '../api/listExtracts';
import type { Row } from '../api/pages';
import { sleep } from '../concurrency/sleep';
import { isClaimed } from './claims';
import { LOOKS_AFTER } from './looksAfter';
import { lostAnswerFailure, unclearFailure } from './lostTexts';
import type { Upload } from './upload';
import { verdictOn } from './verdict';

/** Rows to read at the most, of all extracts that bear a name. */
const MOST_ROWS = 500;

/** A request whose answer was lost. */
export interface Lost {
	/** When it was sent, by `performance.now()`. */
	sentAt: number;
	failure: AnesyaFailure;
	/** Whether an extract of its name may be that of an earlier upload. */
	isDoubtful: boolean;
}

/**
 * Looks for the extracts of an upload whose answer was lost, by name and age: `GET /extract/` with
 * `workflow_id` and `search` (documented). Ages are told by the server's own clock.
 *
 * @returns its extracts, or undefined when it surely created none
 * @throws AnesyaFailure when the list cannot be read, or does not make clear what happened
 */
export async function findLost(
	api: AnesyaApi,
	upload: Upload,
	{ sentAt, failure, isDoubtful }: Lost,
	stop: AbortSignal | undefined,
): Promise<Extract[] | undefined> {
	const names = upload.files.map(({ name }) => name);
	for (const [index, delay] of LOOKS_AFTER.entries()) {
		await sleep(delay, stop);
		const rows = await rowsNamed(api, upload, stop).catch((thrown: unknown) => {
			throw thrown instanceof AnesyaFailure ? lostAnswerFailure(failure, upload.files) : thrown;
		});
		const serverTime = api.serverTime();
		const lost = { names, workflow: upload.workflow, sentAt: serverTime && serverTime - (performance.now() - sentAt) };
		const verdict = verdictOn(lost, rows, isClaimed);
		if (verdict.kind === 'found' && !isDoubtful) return verdict.rows.map(toExtract);

		// What is not clear is looked at to the end all the same, so that the text names every candidate.
		if (index < LOOKS_AFTER.length - 1) continue;
		if (verdict.kind !== 'absent') throw unclearFailure(upload.files, verdict.rows);
		if (rows.length >= MOST_ROWS) throw unclearFailure(upload.files, []);
	}
	return undefined;
}

/** All extracts that bear the name of one of the files. */
async function rowsNamed(api: AnesyaApi, { files, workflow }: Upload, stop: AbortSignal | undefined): Promise<Row[]> {
	const rows = new Map<string, Row>();
	for (const search of new Set(files.map(({ name }) => name))) {
		for await (const row of listExtracts(api, { search, workflow }, { limit: MOST_ROWS, stop })) rows.set(row.id, row);
	}
	return [...rows.values()];
}

/** Whether a row carries a status is unknown; what was just taken is at its beginning. */
function toExtract({ schema, ...row }: Row): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}
