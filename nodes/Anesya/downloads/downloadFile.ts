import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { AnesyaClient } from '../transport/client';
import type { Extract } from '../api/extract';
import { AnesyaApiError } from '../transport/apiError';
import { toNetworkError } from '../transport/networkError';
import type { RemoteFile } from '../transport/remoteFile';
import { readRetryDelay, retry } from '../transport/retry';
import { textForUnexpectedResponse } from '../transport/errorTexts';
import type { UploadName } from '../documents/uploadName';
import { uploadName } from '../documents/uploadName';
import { BrokenStream, whileArriving } from './receiveStream';
import type { Download, PlannedFile } from './plannedFiles';
import { hasSchema, notReady, nothingToDownload } from './downloadErrors';

/** Milliseconds without a byte after which a download is given up. */
const SILENCE = 60_000;

/** Where files come from and go to. */
export interface Ways {
	api: AnesyaClient;
	store: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>;
	signal: AbortSignal | undefined;
}

/** Something that Anesya may answer in the place of a file: a page of HTML, or the extract itself. */
const NO_FILE: Record<Download, RegExp> = {
	csv: /^(text\/html|application\/json)$/,
	json: /^text\/html$/,
	imagesZip: /^(text\/|application\/json$)/,
	document: /^(text\/html|application\/json)$/,
	images: /^(text\/|application\/json$)/,
};

/** Unless that is what the user uploaded, as another file type. */
const SUCH_A_FILE = /\.(html?|json)$/i;

/**
 * Brings a file into n8n's binary store, as a stream. A download that breaks off begins again.
 *
 * @throws UserError when it is not ready, or there is nothing; AnesyaApiError
 */
export async function obtainFile(
	extract: Extract,
	download: Download,
	planned: PlannedFile,
	ways: Ways,
): Promise<IBinaryData> {
	const isExport = planned.type !== undefined;
	try {
		return await retry(
			async () => await attempt(extract, download, planned, ways),
			readRetryDelay,
			ways.signal,
		);
	} catch (thrown) {
		const status = thrown instanceof AnesyaApiError ? thrown.status : undefined;
		const isNothing = isExport && !hasSchema(extract) && (status === 400 || status === 404);
		throw isNothing ? nothingToDownload(extract, download) : thrown;
	}
}

async function attempt(
	extract: Extract,
	download: Download,
	planned: PlannedFile,
	{ api, store, signal }: Ways,
): Promise<IBinaryData> {
	const file = await api.openFile(planned.address);
	const obstacle = obstacleIn(file, extract, download, planned.name);
	if (obstacle !== undefined) {
		await file.discard();
		throw obstacle;
	}
	const { name, type } = fileNameOf(planned, file);
	try {
		const { result, size } = await whileArriving(
			file.stream,
			SILENCE,
			signal,
			async (bytes) => await store.prepareBinaryData(bytes, name, planned.type ?? type),
		);
		if (size > 0) return result;
	} catch (thrown) {
		signal?.throwIfAborted();
		throw thrown instanceof BrokenStream ? toNetworkError(thrown) : notSaved(name, thrown);
	}
	throw nothingToDownload(extract, download);
}

/** What Anesya calls it is a name as a whole, of which nothing is to be taken for a folder. */
function fileNameOf(planned: PlannedFile, { type }: RemoteFile): UploadName {
	const name = planned.name.replace(/[\\/]/g, '_');
	return uploadName(name, type, name);
}

function obstacleIn(
	{ status, type }: RemoteFile,
	extract: Extract,
	download: Download,
	name: string,
): Error | undefined {
	if (status === 202) return notReady(extract, download);
	if (status === 204) return nothingToDownload(extract, download);
	const isItself = download === 'document' && SUCH_A_FILE.test(name);
	if (isItself || !NO_FILE[download].test(type)) return undefined;
	if (type === 'application/json' && !hasSchema(extract))
		return nothingToDownload(extract, download);
	return new AnesyaApiError(textForUnexpectedResponse(`a file instead of ${type}`), {
		status,
		retryable: false,
		accepted: 'no',
	});
}

function notSaved(name: string, thrown: unknown): AnesyaApiError {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	return new AnesyaApiError(
		{
			message: `"${name}" could not be saved in n8n's storage`,
			description: `Check the free space of n8n's disk. n8n says: ${reason}`,
		},
		{ retryable: false, accepted: 'no' },
	);
}
