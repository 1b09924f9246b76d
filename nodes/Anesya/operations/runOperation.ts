import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toNodeError, nothingSent, textOf, whatElseHappened } from './errors';
import type { Operation, PrepareItem, Failure, Outcome } from './operation';
import type { Run } from './run';
import { startRun } from './run';
import { isFailure, captureFailure } from './operation';

/**
 * Runs an operation for all items at once, and owns what every operation needs: bad input is refused
 * before anything is sent, one document's failure does not end the others, Continue On Fail, links
 * from each output item to its input item.
 *
 * @returns the items of the node's one output, in the order of the input
 * @throws NodeApiError or NodeOperationError after all documents have settled; its text names those
 * that are at Anesya already
 */
export async function runOperation(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	const indexes = [...context.getInputData().keys()];
	const begun = await begin(context, operation).catch((error: unknown) => failAll(context, error));
	if (Array.isArray(begun)) return [begun];
	const { run, prepare } = begun;

	const jobs = await Promise.all(
		indexes.map(async (index) => await captureFailure({}, async () => await prepare(index))),
	);
	const refused = jobs.map((job) => (Array.isArray(job) ? job : []));
	if (!context.continueOnFail()) throwFirstFailure(context, refused, () => nothingSent(refused));
	const outcomes = await Promise.all(
		jobs.map(async (job) => (Array.isArray(job) ? job : await captureFailure({}, job))),
	);

	const addition = () => whatElseHappened(outcomes.flat(), operation.remains);
	if (run.signal?.aborted) {
		throw new NodeOperationError(context.getNode(), 'The execution was stopped', {
			description: addition(),
		});
	}
	if (!context.continueOnFail()) throwFirstFailure(context, outcomes, addition);
	run.showHints();
	return [
		outcomes.flatMap((ofItem, index) =>
			ofItem.flatMap((outcome) => toItems(context, outcome, index)),
		),
	];
}

async function begin(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<{ run: Run; prepare: PrepareItem }> {
	const run = await startRun(context);
	return { run, prepare: operation.begin(run) };
}

/** Left to n8n, the input would go on as if all had succeeded. */
function failAll(context: IExecuteFunctions, error: unknown): INodeExecutionData[] {
	const failure = { about: {}, error };
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure);
	return context.getInputData().map((_item, index) => failedItem(context, failure, index));
}

function toItems(
	context: IExecuteFunctions,
	outcome: Outcome,
	index: number,
): INodeExecutionData[] {
	if (isFailure(outcome)) return [failedItem(context, outcome, index)];
	const pairedItem = { item: index };
	return outcome.items.map(({ json, binary }) =>
		binary ? { json, binary, pairedItem } : { json, pairedItem },
	);
}

/**
 * n8n takes an item whose json is `error` alone to the error output, beside the fields of its input
 * item. Setting the item's own `error` would do so too, but n8n then replaces the json by the text,
 * and the extract's id with it.
 */
function failedItem(
	context: IExecuteFunctions,
	failure: Failure,
	index: number,
): INodeExecutionData {
	const binary = failure.files ?? context.getInputData()[index]?.binary;
	// Which item it was, the link to the input item tells: the text ends up in users' tables and mails.
	const json = { error: { ...textOf(failure), ...failure.about } };
	return { json, ...(binary && { binary }), pairedItem: { item: index } };
}

function throwFirstFailure(
	context: IExecuteFunctions,
	outcomes: Outcome[][],
	addition: () => string,
): void {
	for (const [index, ofItem] of outcomes.entries()) {
		const failure = ofItem.find(isFailure);
		if (failure !== undefined) throw toNodeError(context.getNode(), failure, index, addition());
	}
}
