import type { Extract } from '../api/extract';
import type { ListRow } from '../api/page';
import { runExclusive } from '../concurrency/keyedMutex';
import { sleep } from '../concurrency/sleep';
import { isRecord } from '../guards/json';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import { lostResponseError, unclearUploadError } from './lostUploadErrors';
import { areSeveralLost, claimExtract, isClaimed, settleInFlight } from './memory';
import { reconcile } from './reconcile';
import { matchByContent } from './sameContent';
import { SEARCH_DELAYS } from './searchDelays';
import { findById, findByNames } from './searchList';
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
	const delays = isThrottled(error) ? SEARCH_DELAYS.slice(0, 1) : SEARCH_DELAYS;
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
	{ keys, sentAt, error, followsUnresolved }: LostResponse,
	isLast: boolean,
	ports: UploadPorts,
): Promise<ListRow[] | undefined> {
	const { api } = ports;
	const unreadable = (thrown: unknown) => {
		throw thrown instanceof AnesyaApiError
			? lostResponseError(error.with({ sentAt }), upload.files)
			: thrown;
	};
	const uploadId = upload.uploadId?.();
	if (uploadId !== undefined) return await findById(uploadId, ports).catch(unreadable);

	const age = elapsedSince(sentAt);
	const sentAtServer = () => {
		const serverTime = api.serverTime();
		return serverTime === undefined ? undefined : serverTime - age.milliseconds;
	};
	const found = await findByNames(upload, isLast, sentAtServer, ports).catch(unreadable);
	if (found === undefined) return undefined;

	const names = upload.files.map(({ name }) => name);
	const sent = { names, workflow: upload.workflow, sentAt: sentAtServer() };
	const reconciled = reconcile(sent, found.rows, isClaimed);
	if (reconciled.kind === 'absent') {
		if (isLast && !found.areAll) throw unclearUploadError(upload.files, [], sentAt);
		return undefined;
	}
	const isCertain = !followsUnresolved && age.clocksAgree && !areSeveralLost(keys);
	if (reconciled.kind === 'found' && isCertain) return reconciled.rows;

	const matched = await matchByContent(upload.files, reconciled.rows, api);
	// Even if the case is unclear, all searches are made, so that the error names every candidate.
	if (matched === undefined && isLast)
		throw unclearUploadError(upload.files, reconciled.rows, sentAt);
	return matched;
}

/** Whether a row has a status is unknown; an extract that was just accepted is at its beginning. */
function toNewExtract({ schema, ...row }: ListRow): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}
