import type {
	IBinaryKeyData,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
} from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { isTool } from '../transport/nodeContext';
import { apartFromFiles, filesOfFailed } from './combinedMode';
import { textOf } from './errors';
import type { Failure, FinalOutcome } from './operation';
import { isFailure } from './operation';

/**
 * What n8n receives for one document: its items, or a failed one, each linked to its input item.
 *
 * @param index of the input item
 */
export function outputItems(
	context: IExecuteFunctions,
	outcome: FinalOutcome,
	index: number,
): INodeExecutionData[] {
	if (isFailure(outcome)) return [failedItem(context, outcome, index)];
	const pairedItem = { item: index };
	return outcome.items.map(({ json, binary }) => ({
		json: hasFiles(binary) ? apartFromFiles(context, json) : json,
		...filesIn(binary),
		pairedItem,
	}));
}

/**
 * n8n moves an item whose json is `error` alone to the error output, beside the fields of its input
 * item. Without an error output it adds none, so they are added here. Setting the item's own `error` would
 * do so too, but then n8n replaces the json by the text, and the extract's id is lost.
 */
export function failedItem(
	context: IExecuteFunctions,
	failure: Failure,
	index: number,
): INodeExecutionData {
	const input = context.getInputData()[index];
	const files = hasFiles(failure.files) ? failure.files : withoutNulls(input?.binary);
	const { binary, inError } = filesOfFailed(context, files);
	// The link to the input item tells which item it was. The text ends up in users' tables and mails.
	const error = { ...textOf(failure), ...failure.about, ...inError };
	const isAlone = hasErrorOutput(context) || isTool(context);
	const json = isAlone ? { error } : { ...input?.json, error };
	const pairedItem = { item: index };
	return { json, ...filesIn(binary), ...(canLookUp(context, pairedItem) && { pairedItem }) };
}

function hasErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

/** A Code node may output an item whose `binary`, or a field of it, is null; n8n itself fails on such a field. */
function withoutNulls(binary: IBinaryKeyData | null | undefined): IBinaryKeyData {
	return Object.fromEntries(Object.entries(binary ?? {}).filter(([, file]) => isRecord(file)));
}

/** An item without files has no `binary`, not an empty one. */
function filesIn(binary: IBinaryKeyData | undefined): Pick<INodeExecutionData, 'binary'> {
	return hasFiles(binary) ? { binary } : {};
}

function hasFiles(binary: IBinaryKeyData | undefined): binary is IBinaryKeyData {
	return binary !== undefined && Object.keys(binary).length > 0;
}

/**
 * Whether n8n can look up the input item of a failed one. It does so for the error output, to add the
 * item's fields. If its look-up throws (an open fault of n8n, #37407), n8n replaces all results by the
 * input, and the ids of paid documents are lost. It does not look up an item without a link.
 */
function canLookUp(context: IExecuteFunctions, pairedItem: IPairedItemData): boolean {
	if (!hasErrorOutput(context)) return true;
	const { source } = context.getExecuteData();
	if (source === null) return true;
	const from = source.main?.[0];
	if (from === undefined || from === null) return false;
	try {
		context.getWorkflowDataProxy(0).$getPairedItem(from.previousNode, from, pairedItem);
		return true;
	} catch {
		return false;
	}
}
