import type { ListRow } from '../api/page';
import { isRecord } from '../guards/json';
import type { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import { comparableName } from './documentName';
import { unclearUploadError } from './lostUploadErrors';
import { areInFlight, areSeveralLost, isClaimed, isUnresolved } from './memory';
import { isProvenToRename } from './ownership';
import type { FoundRows } from './readRows';
import { reconcile } from './reconcile';
import { matchByContent } from './sameContent';
import { findById, findByNames } from './searchList';
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
export interface Sighting {
	/** Its rows, if it is certain that they are. */
	own?: ListRow[];
	/** Rows that may be its own. */
	candidates: ListRow[];
}

/** A sighting, and whether it saw all rows that matter: without candidates, there are none then. */
type Judged = Sighting & Pick<FoundRows, 'areAll'>;

/**
 * One search for an upload whose response was lost.
 *
 * @param fresh what is new in the list, if that was read
 * @param isLast whether it decides the case: it then has its own rows, or certainly none
 * @throws AnesyaApiError when the list cannot be read, or does not show what happened
 */
export async function searchUpload(
	upload: Upload,
	lost: LostResponse,
	{ fresh, isLast }: { fresh?: FoundRows; isLast: boolean },
	ports: UploadPorts,
): Promise<Sighting> {
	const { files } = upload;
	const uploadId = upload.uploadId?.();
	const { own, candidates, areAll } =
		uploadId === undefined
			? await searchByNames(upload, lost, { fresh, isLast }, ports)
			: await searchById(upload, uploadId, lost, ports);
	// Even if the case is unclear, all searches are made, so that the error names every candidate.
	if (own !== undefined || !isLast) return { own, candidates };

	const { rows, areAll: areAllNew } = fresh ?? (await readNew(upload, lost, ports));
	const others = unclaimed(rows, upload, ports);
	const { matched, possible } = await matchByContent(files, union(candidates, others), ports);
	if (matched !== undefined) return { own: matched, candidates };
	const named = possible.filter(({ id }) => candidates.some((row) => row.id === id));
	const hasName = uploadId !== undefined || !isProvenToRename(ports.api.account);
	const isAbsent =
		named.length === 0 && areAll && (hasName || (areAllNew && possible.length === 0));
	if (isAbsent) return { candidates: [] };
	const shown = named.length < files.length ? possible : named;
	throw unclearUploadError(files, shown.slice(0, MOST_CANDIDATES), lost.sentAt);
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
): Promise<Judged> {
	const sentAtServer = () => sentAtByServer(sentAt, ports.api);
	const { own, rows, areAll } = await findById(uploadId, sentAtServer, ports);
	const found = own ?? (await matchByContent(files, rows, ports)).matched;
	return { own: found, candidates: rows, areAll };
}

/** Names need not be searched for, nor changed forms of them, if all that is new was read. */
async function searchByNames(
	upload: Upload,
	lost: LostResponse,
	{ fresh, isLast }: { fresh?: FoundRows; isLast: boolean },
	ports: UploadPorts,
): Promise<Judged> {
	if (fresh?.areAll === true) return await judgeNames(upload, lost, fresh, ports);
	const sentAt = () => sentAtByServer(lost.sentAt, ports.api);
	const { rows, areAll } = await findByNames(upload, isLast, sentAt, ports);
	return await judgeNames(upload, lost, { rows: union(rows, fresh?.rows ?? []), areAll }, ports);
}

/** What rows show of an upload, by their names, their age and their content. */
async function judgeNames(
	{ files, workflow }: Upload,
	{ keys, sentAt, followsUnresolved }: LostResponse,
	{ rows, areAll }: FoundRows,
	ports: UploadPorts,
): Promise<Judged> {
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
		!areInFlight(keys) &&
		!areSeveralLost(keys) &&
		!isUnresolved(keys, performance.now()) &&
		candidates.every(({ document_name }) =>
			names.some((name) => comparableName(name) === comparableName(document_name)),
		);
	const { matched, possible } = await matchByContent(files, candidates, ports);
	// Somebody else may have uploaded another file of this name at this moment.
	const areOwn = isCertain && possible.length === candidates.length;
	return { own: matched ?? (areOwn ? candidates : undefined), candidates: possible, areAll };
}

/**
 * Reads what is new in the list, whatever its name. That no row was recognised does not prove that there
 * is none: Anesya may have changed the name beyond recognition, or dates extracts by another clock.
 *
 * @throws AnesyaApiError, or the reason of the signal
 */
export async function readNew(
	{ workflow }: Upload,
	{ sentAt }: LostResponse,
	{ api, newRows, signal }: UploadPorts,
): Promise<FoundRows> {
	const isOlder = (createdAt: number) => {
		const sentAtServer = sentAtByServer(sentAt, api);
		return sentAtServer !== undefined && createdAt < sentAtServer - CLOCK_SKEW;
	};
	return await newRows.read(workflow, isOlder, signal);
}

/** Milliseconds by which the clock that dates extracts may differ from that of the responses. */
const CLOCK_SKEW = 30_000;

/** Rows that may be an upload's own. Its own ID would be in the metadata. */
function unclaimed(rows: ListRow[], { uploadId }: Upload, { api }: UploadPorts): ListRow[] {
	const hasOwnId = uploadId?.() !== undefined;
	return rows.filter(
		({ id, metadata }) => !isClaimed(api, id) && !(hasOwnId && isRecord(metadata)),
	);
}
