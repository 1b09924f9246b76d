import { UserError } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { documentNameOf, hasEnded } from '../api/extract';
import { bounded } from '../guards/boundedText';
import { AnesyaApiError } from '../transport/apiError';
import type { Download } from './plannedFiles';

const NAMES: Record<Download, string> = {
	csv: 'the CSV file',
	json: 'the JSON file',
	imagesZip: 'the ZIP file of images',
	document: 'the source document',
	images: 'the images',
};

/** What to do about a file that is not ready yet. */
export const TRY_LATER = 'Put Wait for Extraction before this node, or try again later.';

/** Anesya is still working on it: it can be downloaded later. */
export function notReadyError(extract: Extract, download: Download): UserError {
	const status = hasEnded(extract) ? '' : `Its status is ${extract.status}. `;
	return new UserError(
		`${upperFirst(NAMES[download])} of "${documentNameOf(extract)}" cannot be downloaded yet`,
		{ description: `${status}${TRY_LATER}` },
	);
}

/** There is nothing to download, now or later. */
export function nothingToDownloadError(extract: Extract, download: Download): UserError {
	const what = `There is nothing to download for "${documentNameOf(extract)}"`;
	if (extract.status === 'ERROR') {
		return new UserError(`${what}: it could not be extracted`, {
			description: 'The extract ended with the status ERROR. Upload the document again.',
		});
	}
	if (download !== 'document' && !hasSchema(extract)) {
		return new UserError(`${what}: it was extracted without a schema`, {
			description:
				"Anesya creates these files only for documents with a schema. Upload the document with a schema, or use Get with the output 'Whole Extract' for its text.",
		});
	}
	return new UserError(`${what}: Anesya has no ${NAMES[download].replace('the ', '')}`, {
		description: "Choose something else under 'What to Download'.",
	});
}

/** The file is too large, or too slow for its size. */
export function endlessError(): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: 'The file never ends',
			description:
				'It is larger than 2 GB, or arrives too slowly. Download it in the Anesya app, and check the internet connection of n8n.',
		},
		{ retryable: false, accepted: 'no' },
	);
}

/** n8n's store did not take a file. */
export function notSavedError(name: string, thrown: unknown): AnesyaApiError {
	const reason = thrown instanceof Error ? thrown.message : String(thrown);
	return new AnesyaApiError(
		{
			message: `"${name}" could not be saved in n8n's storage`,
			description: `Check that n8n's disk has free space. n8n says: ${bounded(reason, 300)}`,
		},
		{ retryable: false, accepted: 'no' },
	);
}

/** Whether an extract has a schema. Without one, nothing can be exported (documented). */
export function hasSchema({ schema }: Extract): boolean {
	return schema !== null && schema !== undefined && schema !== '';
}

function upperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
