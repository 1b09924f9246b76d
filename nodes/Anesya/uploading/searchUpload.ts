import { latestCreatedAtOf, uploadIdIn } from '../api/extract';
import type { ListRow } from '../api/page';
import { isRecord } from '../guards/json';
import { isSameName } from './documentName';
import { unclearUploadError } from './lostUploadErrors';
import { isClaimed } from './memory';
import { createdBetween } from './ownCreations';
import { isProvenToRename } from './ownership';
import type { FoundRows } from './readRows';
import { createdBefore, isInWorkflow } from './reconcile';
import { matchByContent } from './sameContent';
import { searchByNames } from './searchByNames';
import { SEARCH_DELAYS } from './searchDelays';
import { findById } from './searchList';
import { earliestByServer } from './serverClock';
import type { Judged, LostResponse, Sighting } from './sighting';
import { union } from './sighting';
import type { Upload, UploadPorts } from './upload';

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

	const {
		rows,
		areAll: areAllNew,
		isBlind = false,
	} = fresh ?? (await readNew(upload, lost, ports));
	// The filter by metadata may lag behind the list.
	const withId = rows.filter((row) => uploadId !== undefined && uploadIdIn(row) === uploadId);
	if (withId.length > 0) return { own: withId, candidates };
	const others = unclaimed(rows, upload, ports);
	const { matched, possible } = await matchByContent(files, union(candidates, others), ports);
	if (matched !== undefined) return { own: matched, candidates };
	const alike = [...candidates, ...others.filter((row) => isAlike(row, upload, lost, ports))];
	const named = possible.filter(({ id }) => alike.some((row) => row.id === id));
	const hasName = uploadId !== undefined || !isProvenToRename(ports.api.account);
	const isAbsent =
		!isBlind && named.length === 0 && areAll && (hasName || (areAllNew && possible.length === 0));
	if (isAbsent) return { candidates: [] };
	const shown = named.length < files.length ? possible : named;
	throw unclearUploadError(files, shown.slice(0, MOST_CANDIDATES), lost.sentAt);
}

/** Whether a row that is no older than the upload has the name of a file, or none at all. */
function isAlike(
	row: ListRow,
	{ files, workflow }: Upload,
	{ sentAt }: LostResponse,
	{ api }: UploadPorts,
): boolean {
	const { document_name: rowName } = row;
	const earliest = earliestByServer(sentAt, api);
	const isNameless = typeof rowName !== 'string' || rowName === '';
	return (
		earliest !== undefined &&
		!createdBefore(latestCreatedAtOf(row), earliest) &&
		isInWorkflow(row, workflow) &&
		(isNameless || files.some(({ name }) => isSameName(rowName, name)))
	);
}

/** Extracts that an error names at most. */
const MOST_CANDIDATES = 50;

async function searchById(
	{ files }: Upload,
	uploadId: string,
	{ sentAt }: LostResponse,
	ports: UploadPorts,
): Promise<Judged> {
	const earliest = () => earliestByServer(sentAt, ports.api);
	const { own, rows, areAll } = await findById(uploadId, earliest, ports);
	const found = own ?? (await matchByContent(files, rows, ports)).matched;
	return { own: found, candidates: rows, areAll };
}

/**
 * Reads what is new in the list, whatever its name. That no row was recognised does not prove that there
 * is none: Anesya may have changed the name beyond recognition, or dates extracts by another clock. A list
 * that lacks what this process has created since is blind.
 *
 * @throws AnesyaApiError, or the reason of the signal
 */
export async function readNew(
	{ workflow }: Upload,
	{ sentAt }: LostResponse,
	{ api, newRows, signal }: UploadPorts,
): Promise<FoundRows> {
	const isOlder = (createdAt: number) => {
		const earliest = earliestByServer(sentAt, api);
		return earliest !== undefined && createdAt < earliest - CLOCK_SKEW;
	};
	const to = performance.now() - LISTED_WITHIN;
	const known = createdBetween(api, workflow, sentAt.monotonic, to);
	const { rows, areAll } = await newRows.read(workflow, isOlder, signal);
	const isBlind = areAll && known.some((id) => !rows.some((row) => row.id === id));
	return { rows, areAll: areAll && !isBlind, isBlind };
}

/** Milliseconds within which a list shows a new extract, unless it lags so much that it proves nothing. */
const [, LISTED_WITHIN = 0] = SEARCH_DELAYS;

/** Milliseconds by which the clock that dates extracts may differ from that of the responses. */
const CLOCK_SKEW = 30_000;

/** Rows that may be an upload's own. Its own ID would be in the metadata. */
function unclaimed(rows: ListRow[], { uploadId }: Upload, { api }: UploadPorts): ListRow[] {
	const hasOwnId = uploadId?.() !== undefined;
	return rows.filter(
		({ id, metadata }) => !isClaimed(api, id) && !(hasOwnId && isRecord(metadata)),
	);
}
