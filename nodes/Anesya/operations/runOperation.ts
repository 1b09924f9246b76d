import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { createLimiter } from '../concurrency/limiter';
import { isTool } from '../transport/nodeContext';
import { storeUploads, uploadsOfRun } from '../uploading/uploadLedger';
import { toNodeError } from './errors';
import type { Operation, Outcome, PrepareItem } from './operation';
import { captureFailure, finalOutcome, isFailure } from './operation';
import { failedItem, outputItems } from './outputItems';
import type { Run } from './run';
import { createHints, showHints, startRun } from './run';
import { leaveNoticeAtStop } from './stopNotice';
import { toolAnswer } from './toolAnswer';
import { createUploadTracker } from './uploadTracker';
import {
	howOthersContinue,
	leftByEarlierTries,
	nothingSent,
	whatElseHappened,
} from './whatElseHappened';

/** Items that are prepared at once. Each may open a file in n8n's store, and a process may open only so many. */
const PREPARED_AT_ONCE = 20;

/**
 * Runs an operation for all items at once. It owns what every operation needs: bad input is refused
 * before anything is sent, a failed document does not end the others, Continue On Fail, and the link
 * from each output item to its input item.
 *
 * How *upload and wait* proceeds: `uploadAndWait` names its parts. `uploadDocuments` collects the files of
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
	if (!goesOn(context))
		throwFirstFailure(context, refused, () => nothingSent(refused, run.uploads));
	const endNotice = leaveNoticeAtStop(context, run.uploads);
	const ended = await Promise.all(
		jobs.map(async (job) => (Array.isArray(job) ? job : await captureFailure({}, job))),
	);
	endNotice();

	storeUploads(context);
	if (run.signal?.aborted === true) {
		throw new NodeOperationError(context.getNode(), 'The execution was stopped', {
			description: whatElseHappened(ended.flat(), operation.remains, run.uploads, true),
		});
	}
	const outcomes = ended.map((ofItem) => ofItem.map(finalOutcome));
	const addition = () =>
		[
			whatElseHappened(outcomes.flat(), operation.remains, run.uploads),
			howOthersContinue(outcomes.flat()),
		]
			.filter((text) => text !== '')
			.join(' ');
	if (!goesOn(context)) throwFirstFailure(context, outcomes, addition);
	run.summary.failed(outcomes.flat().filter(isFailure).length);
	const left = leftByEarlierTries(outcomes.flat(), run.uploads);
	if (left !== '') run.hint(left);
	run.showHints();
	const items = outcomes.flatMap((ofItem, index) =>
		ofItem.flatMap((outcome) => outputItems(context, outcome, index)),
	);
	return [isTool(context) ? toolAnswer(items) : items];
}

/**
 * Whether a failed document becomes an item, and does not end the run. Of a tool that throws, n8n tells the
 * agent nothing, so what went wrong is an answer as well.
 */
function goesOn(context: IExecuteFunctions): boolean {
	return context.continueOnFail() || isTool(context);
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
	const left = leftByEarlierTries([], createUploadTracker(undefined, uploadsOfRun(context)));
	if (!goesOn(context)) throw toNodeError(context.getNode(), failure, undefined, left);
	const hints = createHints();
	if (left !== '') hints.add(left);
	showHints(context, hints);
	return context.getInputData().map((_item, index) => failedItem(context, failure, index));
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
