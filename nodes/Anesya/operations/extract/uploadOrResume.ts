import type { IBinaryKeyData } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf, quotedNameOf } from '../../api/extract';
import { abortable } from '../../concurrency/abortable';
import type { Document } from '../../documents/inspectFile';
import { AnesyaApiError } from '../../transport/apiError';
import type { UploadFile } from '../../transport/multipartForm';
import type { LedgerEntry } from '../../uploading/ledgerEntry';
import type { Upload, UploadPorts } from '../../uploading/upload';
import { uploadOnce } from '../../uploading/uploadOnce';
import type { Failure, Outcome } from '../operation';
import { isFailure } from '../operation';
import type { Run } from '../run';

/** The extracts of a request, and what went wrong with the documents that have none. */
export interface Resumed {
	/** Those of an earlier try. */
	kept: Extract[];
	uploaded: Extract[];
	failure?: Failure;
}

/**
 * Uploads what no earlier try of this run has uploaded, and takes the other extracts up again. *Retry* of
 * one execution may be pressed twice: then the second one waits for what the first one uploads.
 *
 * @param request documents that share a request
 * @param entry of the ledger; what comes of the upload is noted there
 */
export async function uploadOrResume(
	request: Document[],
	entry: LedgerEntry,
	uploadOf: (files: UploadFile[]) => Upload,
	ports: UploadPorts,
	run: Pick<Run, 'hint' | 'uploads'>,
): Promise<Resumed> {
	while (entry.underWay !== undefined) await abortable(entry.underWay, ports.signal);
	const resumed = resume(request, entry, uploadOf, ports, run);
	const underWay = resumed.then(
		() => {},
		() => {},
	);
	entry.underWay = underWay.finally(() => (entry.underWay = undefined));
	return await resumed;
}

async function resume(
	request: Document[],
	entry: LedgerEntry,
	uploadOf: (files: UploadFile[]) => Upload,
	ports: UploadPorts,
	{ hint, uploads }: Pick<Run, 'hint' | 'uploads'>,
): Promise<Resumed> {
	const missing = missingFrom(request, entry);
	const kept = entry.extracts.filter(({ id }) => missing.length === 0 || !entry.failed.has(id));
	if (kept.length > 0)
		hint('Uploaded in an earlier try, used again at no cost:', kept.map(quotedNameOf).join(', '));
	uploads.add(kept);
	uploads.addEnded(entry.failed);
	if (missing.length === 0) return { kept, uploaded: [] };

	const upload = uploadOf(missing.map(({ file }) => file));
	try {
		const send = async (followed: Upload) => await uploadOnce(followed, ports, entry);
		const uploaded = await uploads.track(upload, send);
		const extracts = [...kept, ...uploaded];
		const ended = [...(entry.ended ?? []), ...entry.failed];
		const failed = new Set<string>();
		Object.assign(entry, { extracts: extracts.map(small), failed, ended, lost: undefined });
		return { kept, uploaded };
	} catch (error) {
		entry.uploadId = upload.uploadId?.();
		const document_name = missing.map(({ file }) => file.name).join(', ');
		return {
			kept,
			uploaded: [],
			failure: {
				about: { document_name },
				error: naming(entry.failed, error),
				files: filesOf(missing),
			},
		};
	}
}

/** Names the extracts of earlier tries that ended in ERROR: they were paid for. */
function naming(ended: Set<string>, error: unknown): unknown {
	if (!(error instanceof AnesyaApiError) || ended.size === 0) return error;
	const earlier = `In an earlier try, it ended with the status ERROR: ${[...ended].join(', ')}.`;
	return error.with({ description: `${error.text} ${earlier}` });
}

/** A new extract has neither text nor data. What an odd response holds is not kept for a later try. */
function small(extract: Extract): Extract {
	return { ...extract, content: null, extracted_data: null, content_images: [] };
}

/** The documents of a request without a usable extract. Of several, the name must tell which they are. */
function missingFrom(request: Document[], { extracts, failed }: LedgerEntry): Document[] {
	if (extracts.length === 0) return request;
	if (request.length === 1) return extracts.every(({ id }) => failed.has(id)) ? request : [];
	const fields = extracts
		.filter(({ id }) => failed.has(id))
		.flatMap((extract) => Object.keys(originOf(extract, request) ?? {}));
	return request.filter(({ field }) => fields.includes(field));
}

/**
 * Whether an extract ended in ERROR: it will never give a result, and its file may be uploaded again. A
 * 404 does not prove that one is gone: it may be too new, or the 404 may be a gateway's.
 */
export function hasNoUsableExtract(outcome: Outcome): boolean {
	return isFailure(outcome) && outcome.about.status === 'ERROR';
}

/** Documents as n8n keeps files on an item: each under the field it came in. */
export function filesOf(documents: Document[]): IBinaryKeyData {
	return Object.fromEntries(documents.map(({ field, binary }) => [field, binary]));
}

/** Whether a response keeps the order of the files is unknown, so only the name tells. */
export function originOf(extract: Extract, request: Document[]): IBinaryKeyData | undefined {
	if (request.length === 1) return filesOf(request);
	const candidates = request.filter(({ file }) => file.name === documentNameOf(extract));
	return candidates.length === 1 ? filesOf(candidates) : undefined;
}
