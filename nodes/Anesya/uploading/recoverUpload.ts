import type { Extract } from '../api/extract';
import { uploadIdIn } from '../api/extract';
import type { ListRow } from '../api/page';
import { abortable } from '../concurrency/abortable';
import { runExclusive } from '../concurrency/keyedMutex';
import { sleep } from '../concurrency/sleep';
import { withTimeLimit } from '../concurrency/withTimeLimit';
import { isRecord } from '../guards/json';
import { AnesyaApiError } from '../transport/apiError';
import { RECOVERY_TIME_LIMIT } from '../transport/timeLimits';
import { afterSearch, candidatesOf, unclearUploadError } from './lostUploadErrors';
import { areInFlight, claimExtract, claimFound, isClaimed, settleInFlight } from './memory';
import { readNamed } from './namedExtracts';
import { SEARCH_DELAYS } from './searchDelays';
import { searchScheduleOf } from './searchSchedule';
import { readNew, searchUpload } from './searchUpload';
import type { LostResponse, Sighting } from './sighting';
import { union } from './sighting';
import type { Upload, UploadPorts } from './upload';

/**
 * Searches for the extracts of an upload whose response was lost. Uploads of one name are recovered one
 * after the other, and only once those in flight had time to claim their extracts.
 *
 * @returns its extracts, or undefined when it certainly created none
 * @throws AnesyaApiError when the list cannot be read, or does not show what happened in time
 */
export async function recoverUpload(
	upload: Upload,
	lost: LostResponse,
	ports: UploadPorts,
): Promise<Extract[] | undefined> {
	const seen = new Set<string>();
	const noteCandidate = (id: string) => void seen.add(id);
	try {
		return await ports.newRows.during(
			upload.workflow,
			async () =>
				await withTimeLimit(
					RECOVERY_TIME_LIMIT,
					async (signal) =>
						await abortable(recover(upload, lost, noteCandidate, { ...ports, signal }), signal),
					{ signal: ports.signal, timeUp: timeUpError },
				),
		);
	} catch (thrown) {
		const candidates = [...seen].filter((id) => !isClaimed(ports.api, id));
		const sent = lost.error.with({
			sentAt: lost.sentAt,
			...candidatesOf(lost.error.with({ candidates }), lost.error),
		});
		throw afterSearch(thrown, sent, upload.files);
	}
}

function timeUpError(): AnesyaApiError {
	return new AnesyaApiError(
		{ message: 'The search for the upload took too long', description: '' },
		{ retryable: false, accepted: 'maybe' },
	);
}

async function recover(
	upload: Upload,
	lost: LostResponse,
	noteCandidate: (id: string) => void,
	ports: UploadPorts,
): Promise<Extract[] | undefined> {
	const delays = searchScheduleOf(lost);
	let contested: ListRow[] = [];

	for (let [index, failures] = [0, 0]; index < delays.length; index += 1) {
		await sleep(delays[index] ?? 0, ports.signal);
		const named = await readNamed(upload, lost, ports);
		if (named !== undefined) return named;
		const isLast = index === delays.length - 1;
		const sighting = await search(upload, lost, isLast, ports).catch((thrown: unknown) => {
			failures += isRefused(thrown) ? 1 : 0;
			if (failures > TOLERATED_REFUSALS || !isPassing(thrown)) throw thrown;
		});
		if (sighting?.own !== undefined) return sighting.own.map(toNewExtract);
		sighting?.candidates.forEach(({ id }) => noteCandidate(id));
		contested = union(contested, sighting?.contested ?? []);
		if (sighting === undefined && isLast) index -= 1;
	}
	if (contested.length > 0) throw unclearUploadError(upload.files, contested, lost.sentAt);
	return undefined;
}

async function search(
	upload: Upload,
	lost: LostResponse,
	isLast: boolean,
	ports: UploadPorts,
): Promise<Sighting> {
	const { keys } = lost;
	const { api, newRows, signal } = ports;
	if (areInFlight(keys)) await Promise.race([settleInFlight(keys), sleep(LONGEST_DELAY, signal)]);
	const uploadId = upload.uploadId?.();
	const isById = uploadId !== undefined;
	const readsNew = !isById && (isLast || newRows.areShared(upload.workflow));
	const fresh = readsNew ? await readNew(upload, lost, ports) : undefined;
	return await runExclusive(keys, signal, async () => {
		const sighting = await searchUpload(upload, lost, { fresh, isLast }, ports);
		// What nobody waits for any more must not be claimed: a later try finds it.
		signal?.throwIfAborted();
		const { own = [], candidates } = sighting;
		const ids = own.map(({ id }) => id);
		// Its own ID proves whose it is, whoever else was told that it was theirs.
		if (isById && own.every((row) => uploadIdIn(row) === uploadId))
			for (const id of ids) claimExtract(api, id);
		else if (!claimFound(api, ids)) return { candidates, contested: own };
		return sighting;
	});
}

/** Milliseconds for which uploads of the same name are waited for: one may hang for minutes. */
const LONGEST_DELAY = Math.max(...SEARCH_DELAYS);

/** Searches that may be refused: a gateway refuses one and lets the next pass. */
const TOLERATED_REFUSALS = 3;

function isRefused(thrown: unknown): boolean {
	return thrown instanceof AnesyaApiError && !thrown.retryable;
}

/**
 * Whether the list could not be read, and the next search may succeed all the same. Not if the search was
 * not even sent, since Anesya is gone, or if the token is refused.
 */
function isPassing(thrown: unknown): boolean {
	if (!(thrown instanceof AnesyaApiError) || thrown.candidates !== undefined) return false;
	return thrown.sentAt !== undefined && thrown.status !== 401;
}

/** Whether a row has a status is unknown; an extract that was just accepted is at its beginning. */
function toNewExtract({ schema, ...row }: ListRow): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}
