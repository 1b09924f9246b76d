import { UserError } from 'n8n-workflow';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import { AnesyaApiError } from '../../transport/apiError';
import { toNodeError } from '../../operations/errors';
import type { OutputSettings } from '../../results/resultItems';
import { extractItems, readTriggerOutput } from '../triggerOutput';
import { readTriggerOn } from './fields';
import { lookAgain, lookFirst } from './look';
import { memoryFrom } from './memory';
import { findSample } from './sample';
import { openWatched } from './watched';

/** Nodes that look at this moment: n8n begins the next look even if one takes longer than the interval. */
const looking = new Set<string>();

/**
 * One look of the trigger. Nothing is remembered of a look that goes wrong, so that the next one
 * repeats it.
 *
 * @returns null when there is nothing to start the workflow with
 * @throws NodeApiError or NodeOperationError for what does not pass by itself
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		return context.getMode() === 'manual' ? await pollSample(context) : await pollAlone(context);
	} catch (error) {
		throw toNodeError(context.getNode(), { about: {}, error });
	}
}

async function pollAlone(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (looking.has(node)) return null;
	looking.add(node);
	try {
		return await pollNew(context);
	} finally {
		looking.delete(node);
	}
}

async function pollNew(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const statuses = readTriggerOn(context);
	// A wrong choice ends the look, and no document is passed over because of it.
	const output = readTriggerOutput(context);
	const watched = await openWatched(context);
	const kept = context.getWorkflowStaticData('node');
	const before = memoryFrom(kept.memory, watched.list);
	if (before === undefined) {
		kept.memory = await lookFirst(watched);
		return null;
	}
	try {
		const { memory, ended } = await lookAgain(watched, before);
		const wanted = ended.filter(({ status }) => statuses.includes(status));
		const items = wanted.flatMap((extract) => itemsOrReport(context, extract, output));
		kept.memory = memory;
		return items.length > 0 ? [items] : null;
	} catch (thrown) {
		return skip(context, thrown);
	}
}

async function pollSample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const output = readTriggerOutput(context);
	const extract = await findSample(await openWatched(context), readTriggerOn(context));
	if (extract !== undefined) return [itemsOf(extract, output)];
	throw new UserError('There is no extract to show yet', {
		description:
			'Upload a document in Anesya, or widen the filter, and test again once the document is finished.',
	});
}

function itemsOf(extract: Extract, output: OutputSettings): INodeExecutionData[] {
	return extractItems(extract, output).map((json) => ({ json }));
}

/** One document that does not fit the output must not hold up the others: it is listed as a failed execution. */
function itemsOrReport(
	context: IPollFunctions,
	extract: Extract,
	output: OutputSettings,
): INodeExecutionData[] {
	try {
		return itemsOf(extract, output);
	} catch (error) {
		const about = { document_name: documentNameOf(extract) };
		const collecting = `Then collect the document with Wait for Extraction and its ID ${extract.id}.`;
		context.__emitError(toNodeError(context.getNode(), { about, error }, undefined, collecting));
		return [];
	}
}

/** What passes by itself is left to the next look. */
function skip(context: IPollFunctions, thrown: unknown): null {
	if (!(thrown instanceof AnesyaApiError) || !thrown.retryable) throw thrown;
	context.logger.warn(
		`${context.getNode().name}: ${thrown.message}. The next look repeats this one.`,
	);
	return null;
}
