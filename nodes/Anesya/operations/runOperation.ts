import type {
	IBinaryKeyData,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { createLimiter } from '../concurrency/limiter';
import { storeUploads, uploadsOfRun } from '../uploading/uploadLedger';
import { apartFromFiles, filesOfFailed } from './combinedMode';
import { leftByEarlierTries, nothingSent, textOf, toNodeError, whatElseHappened } from './errors';
import type { Failure, FinalOutcome, Operation, Outcome, PrepareItem } from './operation';
import { captureFailure, finalOutcome, isFailure } from './operation';
import type { Run } from './run';
import { startRun } from './run';
import { createSight } from './sight';
import { leaveNoticeAtStop } from './stopNotice';

/** Items that are prepared at once. Each may open a file in n8n's store, and a process may open only so many. */
const PREPARED_AT_ONCE = 20;

/**
 * Runs an operation for all items at once. It owns what every operation needs: bad input is refused
 * before anything is sent, a failed document does not end the others, Continue On Fail, and the link
 * from each output item to its input item.
 *
 * The way of *upload and wait*: `uploadAndWait` names its parts. `uploadDocuments` collects the files of
 * an item. `uploadOrResume` uploads each by `uploadOnce`, or takes it up again from an earlier try.
 * `waitForExtract` waits in the run's one `waitLoop` and turns the extract into items by `resultItems`.
 *
 * @returns the items of the node's one output, in the order of the input
 * @throws NodeApiError or NodeOperationError once all documents are done; its text names those that
 * are at Anesya already
 */
export async function runOperation(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	const indexes = [...context.getInputData().keys()];
	const begun = await begin(context, operation).catch((error: unknown) => failAll(context, error));
	if (Array.isArray(begun)) return [begun];
	const { run, prepare } = begun;

	const prepareLimiter = createLimiter(PREPARED_AT_ONCE);
	const jobs = await Promise.all(
		indexes.map(
			async (index) =>
				await captureFailure(
					{},
					async () => await prepareLimiter(async () => await prepare(index)),
				),
		),
	);
	const refused = jobs.map((job) => (Array.isArray(job) ? job : []));
	if (!context.continueOnFail())
		throwFirstFailure(context, refused, () => nothingSent(refused, run.sight));
	const endNotice = leaveNoticeAtStop(context, run.sight);
	const ended = await Promise.all(
		jobs.map(async (job) => (Array.isArray(job) ? job : await captureFailure({}, job))),
	);
	endNotice();

	storeUploads(context);
	if (run.signal?.aborted === true) {
		throw new NodeOperationError(context.getNode(), 'The execution was stopped', {
			description: whatElseHappened(ended.flat(), operation.remains, run.sight, true),
		});
	}
	const outcomes = ended.map((ofItem) => ofItem.map(finalOutcome));
	const addition = () => whatElseHappened(outcomes.flat(), operation.remains, run.sight);
	if (!context.continueOnFail()) throwFirstFailure(context, outcomes, addition);
	const left = leftByEarlierTries(outcomes.flat(), run.sight);
	if (left !== '') run.hint(left);
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

/** If this were left to n8n, the input would go on as if all had succeeded. */
function failAll(context: IExecuteFunctions, error: unknown): INodeExecutionData[] {
	const failure = { about: {}, error };
	const left = leftByEarlierTries([], createSight(undefined, uploadsOfRun(context)));
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, undefined, left);
	if (left !== '') context.addExecutionHints({ message: left, location: 'outputPane' });
	return context.getInputData().map((_item, index) => failedItem(context, failure, index));
}

function toItems(
	context: IExecuteFunctions,
	outcome: FinalOutcome,
	index: number,
): INodeExecutionData[] {
	if (isFailure(outcome)) return [failedItem(context, outcome, index)];
	const pairedItem = { item: index };
	return outcome.items.map(({ json, binary }) => ({
		json: hasFiles(binary) ? apartFromFiles(context, json, binary) : json,
		...filesIn(binary),
		pairedItem,
	}));
}

/**
 * n8n moves an item whose json is `error` alone to the error output, beside the fields of its input
 * item. Setting the item's own `error` would do so too, but then n8n replaces the json by the text,
 * and the extract's id is lost.
 */
function failedItem(
	context: IExecuteFunctions,
	failure: Failure,
	index: number,
): INodeExecutionData {
	const files = hasFiles(failure.files) ? failure.files : context.getInputData()[index]?.binary;
	const { binary, inError } = filesOfFailed(context, files);
	// The link to the input item tells which item it was. The text ends up in users' tables and mails.
	const json = { error: { ...textOf(failure), ...failure.about, ...inError } };
	const pairedItem = { item: index };
	return { json, ...filesIn(binary), ...(canLookUp(context, pairedItem) && { pairedItem }) };
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
	if (context.getNode().onError !== 'continueErrorOutput') return true;
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
