import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import type { UploadName } from '../documents/uploadName';
import { uploadName } from '../documents/uploadName';
import { AnesyaApiError } from '../transport/apiError';
import type { AnesyaClient } from '../transport/client';
import { textForUnexpectedResponse } from '../transport/errorTexts';
import { toNetworkError } from '../transport/networkError';
import type { StreamLimits } from '../transport/receiveStream';
import { BrokenStreamError, receiveStream } from '../transport/receiveStream';
import type { RemoteFile } from '../transport/remoteFile';
import { readRetryDelay, retry } from '../transport/retry';
import { LARGEST_FILE } from '../transport/sizeLimits';
import {
	endlessError,
	hasSchema,
	nothingToDownloadError,
	notReadyError,
	notSavedError,
} from './downloadErrors';
import type { Download, PlannedFile } from './plannedFiles';
import { withoutFolders } from './plannedFiles';

const LIMITS: StreamLimits = { silence: 60_000, size: LARGEST_FILE, endless: endlessError };

/** Where files come from, and where they are stored. */
export interface DownloadPorts {
	api: AnesyaClient;
	store: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>;
	signal: AbortSignal | undefined;
}

/** Types of a response that is not the file: a web page, or the extract itself. */
const OTHER_TYPES: Record<Download, RegExp> = {
	csv: /^(text\/html|application\/json)$/,
	json: /^text\/html$/,
	imagesZip: /^(text\/|application\/json$)/,
	document: /^(text\/html|application\/json)$/,
	images: /^(text\/|application\/json$)/,
};

/** Names of uploaded files that really have such a type (the option Upload Other File Types). */
const NAME_OF_OTHER_TYPE = /\.(html?|json)$/i;

/**
 * Streams a file into n8n's binary store. A download that breaks off starts again from the beginning.
 *
 * @throws UserError when the file is not ready, or there is none; AnesyaApiError
 */
export async function downloadFile(
	extract: Extract,
	download: Download,
	planned: PlannedFile,
	ports: DownloadPorts,
): Promise<IBinaryData> {
	const isExport = planned.type !== undefined;
	try {
		return await retry(
			async () => await attempt(extract, download, planned, ports),
			readRetryDelay,
			ports.signal,
		);
	} catch (thrown) {
		const status = thrown instanceof AnesyaApiError ? thrown.status : undefined;
		const isMissing = isExport && !hasSchema(extract) && (status === 400 || status === 404);
		throw isMissing ? nothingToDownloadError(extract, download) : thrown;
	}
}

async function attempt(
	extract: Extract,
	download: Download,
	planned: PlannedFile,
	{ api, store, signal }: DownloadPorts,
): Promise<IBinaryData> {
	const file = await api.openFile(planned.address);
	const problem = problemWith(file, extract, download, planned.name);
	if (problem !== undefined) {
		await file.discard();
		throw problem;
	}
	const { name, type } = fileNameOf(planned, file);
	try {
		const { result, size } = await receiveStream(
			file.stream,
			LIMITS,
			signal,
			async (bytes) => await store.prepareBinaryData(bytes, name, type),
		);
		if (size > 0) return result;
	} catch (thrown) {
		signal?.throwIfAborted();
		throw thrown instanceof BrokenStreamError
			? toNetworkError(thrown)
			: notSavedError(name, thrown);
	}
	throw nothingToDownloadError(extract, download);
}

/** An export is called what it is, whatever the document is called. */
function fileNameOf(planned: PlannedFile, { type }: RemoteFile): UploadName {
	if (planned.type !== undefined) return { name: planned.name, type: planned.type };
	const name = withoutFolders(planned.name);
	return uploadName({ fileName: name, mimeType: type }, undefined, name);
}

function problemWith(
	{ status, type }: RemoteFile,
	extract: Extract,
	download: Download,
	name: string,
): Error | undefined {
	if (status === 202) return notReadyError(extract, download);
	if (status === 204) return nothingToDownloadError(extract, download);
	const isOfOtherType = download === 'document' && NAME_OF_OTHER_TYPE.test(name);
	if (isOfOtherType || !OTHER_TYPES[download].test(type)) return undefined;
	if (type === 'application/json' && !hasSchema(extract))
		return nothingToDownloadError(extract, download);
	return new AnesyaApiError(textForUnexpectedResponse(`a file instead of ${type}`), {
		status,
		retryable: false,
		accepted: 'no',
	});
}
