import type { Extract } from '../api/extract';
import type { ListRow } from '../api/page';
import { runExclusive } from '../concurrency/keyedMutex';
import { sleep } from '../concurrency/sleep';
import { isRecord } from '../guards/json';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import type { UploadFile } from '../transport/multipartForm';
import { comparableName } from './documentName';
import { lostResponseError, unclearUploadError } from './lostUploadErrors';
import { areSeveralLost, claimExtract, isClaimed, settleInFlight } from './memory';
import { reconcile } from './reconcile';
import { matchByContent } from './sameContent';
import { SEARCH_DELAYS } from './searchDelays';
import { findById, findByNames, findNew } from './searchList';
import { sentAtByServer } from './serverClock';
import type { Upload, UploadPorts } from './upload';

/** What is known of an upload whose response was lost. */
export interface LostResponse {
	/** What it is known by to other uploads, see `memory`. */
	keys: string[];
	/** When the request left this machine. */
	sentAt: Instant;
	error: AnesyaApiError;
	/** Whether an earlier upload of its name is unresolved, so that an extract may belong to that one. */
	followsUnresolved: boolean;
	/** How many searches are made at most. */
	searches?: number;
}

/**
 * Searches for the extracts of an upload whose response was lost. Uploads of one name are recovered one
 * after the other, and only once those in flight have claimed their extracts.
 *
 * @returns its extracts, or undefined when it certainly created none
 * @throws AnesyaApiError when the list cannot be read, or does not show what happened
 */
export async function recoverUpload(
	upload: Upload,
	lost: LostResponse,
	ports: UploadPorts,
): Promise<Extract[] | undefined> {
	const { keys, error } = lost;
	// A router answers 503 for a server that rarely got the request: one search is enough.
	const { searches = isThrottled(error) ? 1 : SEARCH_DELAYS.length } = lost;
	const delays = SEARCH_DELAYS.slice(0, searches);
	for (const [index, delay] of delays.entries()) {
		await sleep(delay, ports.signal);
		const isLast = index === delays.length - 1;
		const found = await runExclusive(keys, ports.signal, async () => {
			await settleInFlight(keys);
			const rows = await search(upload, lost, isLast, ports);
			rows?.forEach(({ id }) => claimExtract(id, performance.now()));
			return rows;
		});
		if (found !== undefined) return found.map(toNewExtract);
	}
	return undefined;
}

/** One search. @returns the rows of the upload, or undefined if there are none (yet) */
async function search(
	upload: Upload,
	lost: LostResponse,
	isLast: boolean,
	ports: UploadPorts,
): Promise<ListRow[] | undefined> {
	const { files } = upload;
	const uploadId = upload.uploadId?.();
	const found =
		uploadId === undefined
			? searchByNames(upload, lost, isLast, ports)
			: searchById(files, uploadId, ports);
	return await found
		.then(async (rows) => rows ?? (isLast ? await searchByContent(upload, lost, ports) : undefined))
		.catch((thrown: unknown) => {
			const isUnreadable = thrown instanceof AnesyaApiError && thrown.candidates === undefined;
			throw isUnreadable
				? lostResponseError(lost.error.with({ sentAt: lost.sentAt }), files)
				: thrown;
		});
}

async function searchById(
	files: UploadFile[],
	uploadId: string,
	ports: UploadPorts,
): Promise<ListRow[] | undefined> {
	const { own, unknown } = await findById(uploadId, ports);
	return own ?? (await matchByContent(files, unknown, ports.api));
}

async function searchByNames(
	upload: Upload,
	{ keys, sentAt, followsUnresolved }: LostResponse,
	isLast: boolean,
	ports: UploadPorts,
): Promise<ListRow[] | undefined> {
	const { api } = ports;
	const { files, workflow } = upload;
	const age = elapsedSince(sentAt);
	const sentAtServer = () => sentAtByServer(sentAt, api);
	const { rows, areAll } = await findByNames(upload, isLast, sentAtServer, ports);

	const names = files.map(({ name }) => name);
	const reconciled = reconcile({ names, workflow, sentAt: sentAtServer() }, rows, isClaimed);
	if (reconciled.kind === 'absent') {
		if (isLast && !areAll) throw unclearUploadError(files, [], sentAt);
		return undefined;
	}
	const isCertain =
		!followsUnresolved &&
		age.clocksAgree &&
		!areSeveralLost(keys) &&
		reconciled.rows.every(({ document_name }) =>
			names.some((name) => comparableName(name) === comparableName(document_name)),
		);
	if (reconciled.kind === 'found' && isCertain) return reconciled.rows;

	const matched = await matchByContent(files, reconciled.rows, api);
	// Even if the case is unclear, all searches are made, so that the error names every candidate.
	if (matched === undefined && isLast) throw unclearUploadError(files, reconciled.rows, sentAt);
	return matched;
}

/**
 * That no row was recognised does not prove that there is none: Anesya may have changed the name beyond
 * recognition, or dates extracts by another clock. The content of what is new in the list tells.
 */
async function searchByContent(
	{ files, workflow, uploadId }: Upload,
	{ sentAt }: LostResponse,
	ports: UploadPorts,
): Promise<ListRow[] | undefined> {
	const sentAtServer = sentAtByServer(sentAt, ports.api);
	const since = sentAtServer === undefined ? undefined : sentAtServer - CLOCK_SKEW;
	const rows = await findNew(workflow, since, ports);
	const hasOwnId = uploadId?.() !== undefined;
	const possible = rows.filter(
		// Its own ID would be in the metadata.
		({ id, metadata }) => !isClaimed(id) && !(hasOwnId && isRecord(metadata)),
	);
	return await matchByContent(files, possible, ports.api);
}

/** Milliseconds by which the clock that dates extracts may differ from that of the responses. */
const CLOCK_SKEW = 30_000;

/** Whether a row has a status is unknown; an extract that was just accepted is at its beginning. */
function toNewExtract({ schema, ...row }: ListRow): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}
