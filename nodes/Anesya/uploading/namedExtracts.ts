import type { Extract } from '../api/extract';
import { latestCreatedAtOf, uploadIdIn } from '../api/extract';
import { getExtract } from '../api/getExtract';
import type { UploadFile } from '../transport/multipartForm';
import { isSameName } from './documentName';
import { claimFound, isClaimed } from './memory';
import { isOfOther, isProvenToRename } from './ownership';
import { createdBefore, isInWorkflow, isOfItsTime } from './reconcile';
import { matchByContent } from './sameContent';
import { earliestByServer, sentAtByServer } from './serverClock';
import type { LostResponse } from './sighting';
import type { Upload, UploadPorts } from './upload';

/**
 * Reads the extracts that the response to an upload names although it is not understood, since it broke off
 * or has another form: a list may be broken, or late. They are claimed.
 *
 * @returns one for each file, in their order; undefined unless it is certain that they are its own
 * @throws the reason of the signal
 */
export async function readNamed(
	upload: Upload,
	lost: LostResponse,
	ports: UploadPorts,
): Promise<Extract[] | undefined> {
	const { api, searchLimiter, signal } = ports;
	const ids = new Set(lost.named);
	if (ids.size !== upload.files.length || [...ids].some((id) => isClaimed(api, id)))
		return undefined;
	const extracts = await searchLimiter(async () => await readAll([...ids], ports), signal);
	if (extracts === undefined) return undefined;
	const own = await ownAmong(extracts, upload, lost, ports);
	// What nobody waits for any more must not be claimed: a later try finds it.
	signal?.throwIfAborted();
	return own !== undefined && claimFound(api, [...ids]) ? own : undefined;
}

/** One that cannot be read leaves all of them to the list. */
async function readAll(
	ids: string[],
	{ api, signal }: UploadPorts,
): Promise<Extract[] | undefined> {
	const extracts: Extract[] = [];
	for (const id of ids) {
		const reading = await getExtract(api, id, signal).catch(() => undefined);
		signal?.throwIfAborted();
		if (reading?.extract === undefined) return undefined;
		extracts.push(reading.extract);
	}
	return extracts;
}

/** The response alone proves little: a proxy may have sent that of another request. */
async function ownAmong(
	extracts: Extract[],
	upload: Upload,
	{ sentAt, lostAt }: LostResponse,
	ports: UploadPorts,
): Promise<Extract[] | undefined> {
	const { api } = ports;
	const uploadId = upload.uploadId?.();
	const earliest = earliestByServer(sentAt, api);
	const isForeign = (extract: Extract) =>
		isOfOther(extract, upload) ||
		!isInWorkflow(extract, upload.workflow) ||
		createdBefore(latestCreatedAtOf(extract), earliest);
	if (extracts.some(isForeign)) return undefined;
	if (uploadId !== undefined && extracts.every((one) => uploadIdIn(one) === uploadId))
		return extracts;

	const { matched, possible, isDoubtful } = await matchByContent(upload.files, extracts, ports);
	if (matched !== undefined)
		return matched.flatMap(({ id }) => extracts.filter((extract) => extract.id === id));
	if (isDoubtful || possible.length < extracts.length) return undefined;
	const time = {
		sentAt: sentAtByServer(sentAt, api),
		lostAt: lostAt && sentAtByServer(lostAt, api),
	};
	const byName = inOrder(upload.files, extracts, isProvenToRename(api.account));
	return byName?.every((extract) => isOfItsTime(extract, time)) === true ? byName : undefined;
}

/** @param mayHaveAnyName whether a name proves nothing. @returns undefined unless the names tell which is which */
function inOrder(
	files: UploadFile[],
	extracts: Extract[],
	mayHaveAnyName: boolean,
): Extract[] | undefined {
	const isNameless = ({ document_name }: Extract) => (document_name ?? '') === '';
	if (files.length === 1 && (mayHaveAnyName || extracts.every(isNameless))) return extracts;
	const own = files.flatMap(({ name }) => {
		const named = extracts.filter(({ document_name }) => isSameName(document_name, name));
		return named.length === 1 ? named : [];
	});
	return own.length === files.length && new Set(own).size === own.length ? own : undefined;
}
