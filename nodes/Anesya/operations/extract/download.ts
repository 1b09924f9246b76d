import { UserError } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf, hasEnded } from '../../api/extract';
import type { ExtractReading } from '../../api/getExtract';
import { createLimiter } from '../../concurrency/limiter';
import { createSingleFlight } from '../../concurrency/singleFlight';
import { obtainFile } from '../../downloads/downloadFile';
import type { Download } from '../../downloads/plannedFiles';
import { plannedFiles } from '../../downloads/plannedFiles';
import { LATER, notReady, nothingToDownload } from '../../downloads/downloadErrors';
import { downloadFields, readDownload } from '../../fields/download';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { eachItem } from '../eachItem';
import type { Operation, About } from '../operation';
import { aboutExtract } from './waitForExtract';
import { getExtractWithRetry } from '../../api/getExtract';

/** Files that are loaded at once. */
const AT_ONCE = 5;

export const downloadOperation: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download files of an extract',
	description: 'Download an extract as CSV or JSON, its images, or the document itself',
	fields: [extractIdField, ...downloadFields],

	begin: eachItem((run) => {
		const { context, api, signal } = run;
		const once = createSingleFlight<ExtractReading>();
		const atOnce = createLimiter(AT_ONCE);

		return (itemIndex) => {
			const id = readExtractId(context, itemIndex);
			const { download: wanted, field } = readDownload(context, itemIndex);
			const about: About = { id };

			const work = async () => {
				const { extract } = await once(id, async () => await getExtractWithRetry(api, id, signal));
				if (extract === undefined) throw notReadyYet(id);
				Object.assign(about, aboutExtract(extract));
				checkReady(extract, wanted);

				const files = plannedFiles(extract, wanted);
				if (files.length === 0 && wanted !== 'images') throw nothingToDownload(extract, wanted);
				if (files.length === 0) run.hint('There are no images in', `"${documentNameOf(extract)}"`);
				const ways = { api, store: context.helpers, signal };
				return await Promise.all(
					files.map(async (file) => ({
						json: file.details,
						binary: {
							[field]: await atOnce(async () => await obtainFile(extract, wanted, file, ways)),
						},
					})),
				);
			};
			return { about, work };
		};
	}),
};

/** Everything but the document itself is there only once the extract has ended. */
function checkReady(extract: Extract, wanted: Download): void {
	if (wanted !== 'document' && !hasEnded(extract)) throw notReady(extract, wanted);
}

function notReadyYet(id: string): UserError {
	return new UserError(`The extract ${id} is not ready yet`, { description: LATER });
}
