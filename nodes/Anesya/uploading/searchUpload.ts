import type { ListRow } from '../api/page';
import { isRecord } from '../guards/json';
import type { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import { comparableName } from './documentName';
import { unclearUploadError } from './lostUploadErrors';
import { areSeveralLost, isClaimed, isUnresolved } from './memory';
import { isProvenToRename } from './ownership';
import { reconcile } from './reconcile';
import { matchByContent } from './sameContent';
import type { FoundRows } from './searchList';
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

/** What a search for an upload showed. */
interface Sighting {
	/** Its rows, if it is certain that they are. */
	own?: ListRow[];
	/** Rows that may be its own; unless there are any, or some were not seen, there are none. */
	candidates: ListRow[];
	areAll: boolean;
	/** What is new in the list, if it was read. */
	fresh?: FoundRows;
}

/**
 * One search for an upload whose response was lost.
 *
 * @param isLast whether it decides the case
 * @returns the rows of the upload, or undefined if there are none (yet)
 * @throws AnesyaApiError when the list cannot be read, or does not show what happened
 */
export async function searchUpload(
	upload: Upload,
	lost: LostResponse,
	isLast: boolean,
	ports: UploadPorts,
): Promise<ListRow[] | undefined> {
	const { files } = upload;
	const uploadId = upload.uploadId?.();
	const { own, candidates, areAll, fresh } =
		uploadId === undefined
			? await searchByNames(upload, lost, isLast, ports)
			: await searchById(upload, uploadId, lost, ports);
	// Even if the case is unclear, all searches are made, so that the error names every candidate.
	if (own !== undefined || !isLast) return own;

	const { rows: others, areAll: areAllNew } = fresh ?? (await newRows(upload, lost, ports));
	const matched = await matchByContent(files, union(candidates, others), ports);
	const hasName = uploadId !== undefined || !isProvenToRename(ports.api.account);
	const isAbsent =
		candidates.length === 0 && areAll && (hasName || (areAllNew && others.length === 0));
	if (matched !== undefined || isAbsent) return matched;
	const named = candidates.length < files.length ? union(candidates, others) : candidates;
	throw unclearUploadError(files, named.slice(0, MOST_CANDIDATES), lost.sentAt);
}

function union(rows: ListRow[], others: ListRow[]): ListRow[] {
	return [...new Map([...rows, ...others].map((row) => [row.id, row])).values()];
}

/** Extracts that an error names at most. */
const MOST_CANDIDATES = 50;

async function searchById(
	{ files }: Upload,
	uploadId: string,
	{ sentAt }: LostResponse,
	ports: UploadPorts,
): Promise<Sighting> {
	const sentAtServer = () => sentAtByServer(sentAt, ports.api);
	const { own, rows, areAll } = await findById(uploadId, sentAtServer, ports);
	const found = own ?? (await matchByContent(files, rows, ports));
	return { own: found, candidates: rows, areAll };
}

async function searchByNames(
	upload: Upload,
	lost: LostResponse,
	isLast: boolean,
	ports: UploadPorts,
): Promise<Sighting> {
	const sentAt = () => sentAtByServer(lost.sentAt, ports.api);
	const named = await findByNames(upload, false, sentAt, ports);
	const sighting = await judgeNames(upload, lost, named, ports);
	if (sighting.own !== undefined || !isLast) return sighting;

	// Names in a changed form need not be searched for if all that is new was read.
	const fresh = await newRows(upload, lost, ports);
	const found = fresh.areAll
		? { rows: union(named.rows, fresh.rows), areAll: true }
		: await findByNames(upload, true, sentAt, ports);
	return { ...(await judgeNames(upload, lost, found, ports)), fresh };
}

/** What rows show of an upload, by their names and their age, and by their content if need be. */
async function judgeNames(
	{ files, workflow }: Upload,
	{ keys, sentAt, followsUnresolved }: LostResponse,
	{ rows, areAll }: FoundRows,
	ports: UploadPorts,
): Promise<Sighting> {
	const names = files.map(({ name }) => name);
	const sent = { names, workflow, sentAt: sentAtByServer(sentAt, ports.api) };
	const reconciled = reconcile(sent, rows, (id) => isClaimed(ports.api, id));
	if (reconciled.kind === 'absent') return { candidates: [], areAll };
	const { kind, rows: candidates } = reconciled;
	const isCertain =
		kind === 'found' &&
		!followsUnresolved &&
		elapsedSince(sentAt).clocksAgree &&
		// Asked only now: another one of its name may have been given up while this one was searched for.
		!areSeveralLost(keys) &&
		!isUnresolved(keys, performance.now()) &&
		candidates.every(({ document_name }) =>
			names.some((name) => comparableName(name) === comparableName(document_name)),
		);
	const own = isCertain ? candidates : await matchByContent(files, candidates, ports);
	return { own, candidates, areAll };
}

/**
 * What is new in the list, whatever its name. That no row was recognised does not prove that there is
 * none: Anesya may have changed the name beyond recognition, or dates extracts by another clock.
 */
async function newRows(
	{ workflow, uploadId }: Upload,
	{ sentAt }: LostResponse,
	ports: UploadPorts,
): Promise<FoundRows> {
	const sentAtServer = sentAtByServer(sentAt, ports.api);
	const since = sentAtServer === undefined ? undefined : sentAtServer - CLOCK_SKEW;
	const hasOwnId = uploadId?.() !== undefined;
	const { rows, areAll } = await findNew(workflow, since, ports);
	const unclaimed = rows.filter(
		// Its own ID would be in the metadata.
		({ id, metadata }) => !isClaimed(ports.api, id) && !(hasOwnId && isRecord(metadata)),
	);
	return { rows: unclaimed, areAll };
}

/** Milliseconds by which the clock that dates extracts may differ from that of the responses. */
const CLOCK_SKEW = 30_000;
