import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { isExtract } from '../../api/extract';
import { extractInRow } from '../../api/listExtracts';
import { createClient } from '../../transport/client';
import { itemsByExtract, readTriggerOutput } from '../triggerOutput';
import { readFilter, readTriggerOn } from './fields';
import { oldestFirst } from './listedExtract';
import { readEnds } from './listEnds';
import type { PolledList } from './polledList';
import { openPolledList } from './polledList';
import type { PollTime } from './pollTime';
import { readExtracts } from './readExtracts';
import type { Selection } from './selection';
import { selectionFor } from './selection';

/** Extracts that are tried, the newest first. */
const MAX_CANDIDATES = 20;

/**
 * The poll of a test in the editor: shows a recent extract, the same one each time, and keeps no state.
 *
 * @throws UserError when there is no extract to show
 */
export async function pollSample(
	context: IPollFunctions,
	time: PollTime,
): Promise<INodeExecutionData[][]> {
	const output = readTriggerOutput(context);
	const selection = selectionFor(readTriggerOn(context), output);
	const filter = readFilter(context);
	const list = openPolledList(await createClient(context), filter, time);
	const sample = await findSample(list, selection);
	const [makeItems] = itemsByExtract(sample ? [sample] : [], output, context).values();
	if (makeItems !== undefined) return [makeItems().map((json) => ({ json }))];
	throw new UserError('No extract to show yet', {
		description:
			filter.workflow === undefined
				? 'Upload a document to Anesya, or use a wider filter. Test again once the extract is finished.'
				: "Check that the field 'Workflow' has the right ID, and upload a document to that workflow. Test again once the extract is finished.",
	});
}

/** One of the newest extracts in a status that starts the workflow. */
async function findSample(
	list: PolledList,
	{ isWanted, isEnough }: Selection,
): Promise<Extract | undefined> {
	const { first, last } = await readEnds(list.readPage);
	const candidates = [...first, ...last]
		.sort(oldestFirst)
		.reverse()
		.filter(({ row }) => !isExtract(row) || isWanted(row))
		.slice(0, MAX_CANDIDATES);
	for (const { id, row } of candidates) {
		const extract =
			isExtract(row) && isEnough(row)
				? extractInRow(row)
				: (await readExtracts(list, [id], whole, () => true)).sightings.get(id);
		if (extract !== undefined && typeof extract !== 'string' && isWanted(extract)) return extract;
	}
	return undefined;
}

function whole(extract: Extract): Extract {
	return extract;
}
