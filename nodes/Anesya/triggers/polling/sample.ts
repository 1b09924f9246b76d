import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { isExtract } from '../../api/extract';
import { extractInRow } from '../../api/listExtracts';
import type { OutputSettings } from '../../results/resultItems';
import { isSufficient } from '../../results/sufficient';
import { itemsByExtract, readTriggerOutput } from '../triggerOutput';
import { readTriggerOn } from './fields';
import { oldestFirst } from './listedExtract';
import type { PolledList } from './polledList';
import { openPolledList } from './polledList';
import { readExtracts } from './readExtracts';
import { scanList } from './scanList';

/** Extracts that are tried, the newest first. */
const MAX_CANDIDATES = 20;

/**
 * The poll of a test in the editor: shows a recent extract, the same one each time, and keeps no state.
 *
 * @throws UserError when there is no extract to show
 */
export async function pollSample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const output = readTriggerOutput(context);
	const sample = await findSample(await openPolledList(context), readTriggerOn(context), output);
	const [makeItems] = itemsByExtract(sample === undefined ? [] : [sample], output).values();
	if (makeItems !== undefined) return [makeItems().map((json) => ({ json }))];
	throw new UserError('No extract to show yet', {
		description:
			'Upload a document to Anesya, or use a wider filter. Test again once the extract is finished.',
	});
}

/** One of the newest extracts in a status that starts the workflow. */
async function findSample(
	{ api, readPage }: PolledList,
	statuses: string[],
	output: OutputSettings,
): Promise<Extract | undefined> {
	const { extracts } = await scanList(readPage, {
		until: () => Infinity,
		isFullScanDue: () => false,
	});
	const candidates = extracts
		.sort(oldestFirst)
		.reverse()
		.filter(({ row }) => !isExtract(row) || statuses.includes(row.status))
		.slice(0, MAX_CANDIDATES);
	for (const { id, row } of candidates) {
		const extract =
			isExtract(row) && isSufficient(row, output)
				? extractInRow(row)
				: (await readExtracts(api, [id])).get(id);
		if (extract !== undefined && extract !== 'gone' && statuses.includes(extract.status))
			return extract;
	}
	return undefined;
}
