import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { AnesyaConnection } from '../api/anesyaApi';
import type { Extract } from '../api/extract';
import { AnesyaFailure } from '../api/failure';
import { networkFailure } from '../api/networkFault';
import type { RemoteFile } from '../api/remoteFile';
import { readRetryDelay } from '../api/retry';
import { retrying } from '../api/retrying';
import { textForOddAnswer } from '../api/statusTexts';
import type { UploadName } from '../documents/fileType';
import { uploadName } from '../documents/fileType';
import { BrokenStream, whileArriving } from './arriving';
import type { Download, PlannedFile } from './planned';
import { hasSchema, notReady, nothingToDownload } from './texts';

/** Milliseconds without a byte after which a download is given up. */
const SILENCE = 60_000;

/** Where files come from and go to. */
export interface Ways {
	api: AnesyaConnection;
	store: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>;
	stop: AbortSignal | undefined;
}

/** Something that Anesya may answer in the place of a file: a page of HTML, or the extract itself. */
const NO_FILE: Record<Download, RegExp> = {
	csv: /^(text\/html|application\/json)$/,
	json: /^text\/html$/,
	images: /^(text\/|application\/json$)/,
	document: /^(text\/html|application\/json)$/,
	pictures: /^(text\/|application\/json$)/,
};

/** Unless that is what the user uploaded, as another file type. */
const SUCH_A_FILE = /\.(html?|json)$/i;

/**
 * Brings a file into n8n's binary store, as a stream. A download that breaks off begins again.
 *
 * @throws UserError when it is not ready, or there is nothing; AnesyaFailure
 */
export async function obtainFile(
	extract: Extract,
	download: Download,
	planned: PlannedFile,
	ways: Ways,
): Promise<IBinaryData> {
	const isExport = planned.type !== undefined;
	try {
		return await retrying(
			async () => await attempt(extract, download, planned, ways),
			readRetryDelay,
			ways.stop,
		);
	} catch (thrown) {
		const status = thrown instanceof AnesyaFailure ? thrown.facts.status : undefined;
		const isNothing = isExport && !hasSchema(extract) && (status === 400 || status === 404);
		throw isNothing ? nothingToDownload(extract, download) : thrown;
	}
}

async function attempt(
	extract: Extract,
	download: Download,
	planned: PlannedFile,
	{ api, store, stop }: Ways,
): Promise<IBinaryData> {
	const file = await api.open(planned.address);
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
			stop,
			async (bytes) => await store.prepareBinaryData(bytes, name, planned.type ?? type),
		);
		if (size > 0) return result;
	} catch (thrown) {
		stop?.throwIfAborted();
		throw thrown instanceof BrokenStream ? networkFailure(thrown) : notSaved(name, thrown);
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
	return new AnesyaFailure(textForOddAnswer(`a file instead of ${type}`), {
		status,
		passing: false,
		taken: 'no',
	});
}

function notSaved(name: string, thrown: unknown): AnesyaFailure {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	return new AnesyaFailure(
		{
			message: `"${name}" could not be saved in n8n's storage`,
			description: `Check the free space of n8n's disk. n8n says: ${reason}`,
		},
		{ passing: false, taken: 'no' },
	);
}
