// The way through this folder: `fields` reads what the user chose, and `polledList` opens that list of
// extracts. `findEnded` is the poll itself: it finds what has ended since the last poll. It scans the
// list (`scanList`, whose rows become `listedExtract`) and reads one by one (`readExtracts`) what the
// rows do not tell. `state` owns what is kept between two polls: the invariant and every change.
// `savedState` reads it back from n8n's static data. `sample` is the poll of a test in the editor.

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import { toNodeError } from '../../operations/errors';
import { AnesyaApiError } from '../../transport/apiError';
import { itemsByExtract, readTriggerOutput } from '../triggerOutput';
import { readTriggerOn } from './fields';
import { findEnded, startFromNow } from './findEnded';
import { openPolledList } from './polledList';
import { pollSample } from './sample';
import { savedState } from './savedState';

/** Nodes that poll at this moment: n8n starts the next poll even if one takes longer than the interval. */
const polling = new Set<string>();

/**
 * One poll of the trigger. A poll that fails changes no state, so the next one repeats it.
 *
 * @returns null when there is nothing to start the workflow with
 * @throws NodeApiError or NodeOperationError; after the first poll, not for a retryable error
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		return context.getMode() === 'manual'
			? await pollSample(context)
			: await pollExclusively(context);
	} catch (error) {
		throw toNodeError(context.getNode(), { about: {}, error });
	}
}

async function pollExclusively(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (polling.has(node)) return null;
	polling.add(node);
	try {
		return await deliverEnded(context);
	} finally {
		polling.delete(node);
	}
}

async function deliverEnded(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const statuses = readTriggerOn(context);
	// Read first: a wrong choice must fail the poll before a document counts as delivered.
	const output = readTriggerOutput(context);
	const list = await openPolledList(context);
	const staticData = context.getWorkflowStaticData('node');
	const before = savedState(staticData.state, list.key);
	if (before === undefined) {
		staticData.state = await startFromNow(list);
		return null;
	}
	try {
		const { state, ended } = await findEnded(list, before, output);
		const wanted = ended.filter(({ status }) => statuses.includes(status));
		const items = [...itemsByExtract(wanted, output)].flatMap(([extract, makeItems]) =>
			itemsOrReport(context, extract, makeItems),
		);
		staticData.state = state;
		return items.length > 0 ? [items] : null;
	} catch (error) {
		return leaveToNextPoll(context, error);
	}
}

/** One document that does not fit the output must not hold up the others: n8n lists it as a failed execution. */
function itemsOrReport(
	context: IPollFunctions,
	extract: Extract,
	makeItems: () => IDataObject[],
): INodeExecutionData[] {
	try {
		return makeItems().map((json) => ({ json }));
	} catch (error) {
		const about = { document_name: documentNameOf(extract) };
		const nextStep = `Then get the document with Wait for Extraction and its ID ${extract.id}.`;
		context.__emitError(toNodeError(context.getNode(), { about, error }, undefined, nextStep));
		return [];
	}
}

/** @throws the error, unless it is retryable */
function leaveToNextPoll(context: IPollFunctions, error: unknown): null {
	if (!(error instanceof AnesyaApiError) || !error.retryable) throw error;
	context.logger.warn(`${context.getNode().name}: ${error.message}. The next poll tries again.`);
	return null;
}
