import { UserError } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { hasEnded, quotedNameOf } from '../../api/extract';
import type { ExtractReading } from '../../api/getExtract';
import { getExtractWithRetry } from '../../api/getExtract';
import { createLimiter } from '../../concurrency/limiter';
import { createSingleFlight } from '../../concurrency/singleFlight';
import { nothingToDownloadError, notReadyError, TRY_LATER } from '../../downloads/downloadErrors';
import { downloadFile } from '../../downloads/downloadFile';
import type { Download } from '../../downloads/plannedFiles';
import { plannedFiles } from '../../downloads/plannedFiles';
import { downloadFields, readDownload } from '../../fields/download';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { eachItem } from '../eachItem';
import type { About, Operation } from '../operation';
import { aboutExtract } from './aboutExtract';

/** Files of a run that are downloaded at once. */
const DOWNLOADS_AT_ONCE = 5;

export const downloadOperation: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download files of an extract',
	description: 'Download an extract as CSV or JSON, its images, or the document itself',
	fields: [extractIdField, ...downloadFields],
	outputsFiles: true,

	begin: eachItem((run) => {
		const { context, api, signal } = run;
		const singleFlight = createSingleFlight<ExtractReading>();
		const downloadLimiter = createLimiter(DOWNLOADS_AT_ONCE);

		return (itemIndex) => {
			const id = readExtractId(context, itemIndex);
			const { download, field } = readDownload(context, itemIndex);
			const about: About = { id };

			const work = async () => {
				const { extract } = await singleFlight(
					id,
					async () => await getExtractWithRetry(api, id, signal),
				);
				if (extract === undefined) throw extractNotReadyError(id);
				Object.assign(about, aboutExtract(extract));
				checkReady(extract, download);

				const files = plannedFiles(extract, download);
				if (files.length === 0 && download !== 'images')
					throw nothingToDownloadError(extract, download);
				if (files.length === 0) run.hint('There are no images in', quotedNameOf(extract));
				const ports = { api, store: context.helpers, signal };
				return await Promise.all(
					files.map(async (file) => ({
						json: file.details,
						binary: {
							[field]: await downloadLimiter(
								async () => await downloadFile(extract, download, file, ports),
							),
						},
					})),
				);
			};
			return { about, work };
		};
	}),
};

/** Only the document itself is available before the extract has ended. */
function checkReady(extract: Extract, download: Download): void {
	if (download !== 'document' && !hasEnded(extract)) throw notReadyError(extract, download);
}

function extractNotReadyError(id: string): UserError {
	return new UserError(`The extract ${id} is not ready yet`, { description: TRY_LATER });
}
