// The way through this folder: `fields` reads what the user chose, and `polledList` opens that list of
// extracts. `pollList` decides which poll is due: the first one (`startPolling`), one after the user chose
// other settings (`listChanges`, `changedList`; `closeList` ends those before), or, as a rule, `findEnded`. It finds what has ended since
// the last poll, within the time of a poll (`pollTime`). `listNews` reads the list: both ends (`listEnds`),
// and as many pages between as are needed (`scan`, `readStatuses`); `seenRows` collects what their rows
// say. `readExtracts` reads the rest one by one. `selection` says which extracts are delivered, and what
// of them. `state` says what is kept between two polls, and its invariant; `afterListing` and
// `afterReading` change it. `keptState` keeps it, in the process and in n8n's static data (`parseState`).
// `trouble` decides when the user is told that polls fail. `sample` is the poll of a test in the editor.

import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { oneLine } from '../../guards/boundedText';
import { toNodeError } from '../../operations/errors';
import type { OutputSettings } from '../../results/resultItems';
import { AnesyaApiError } from '../../transport/apiError';
import { createClient } from '../../transport/client';
import { readTriggerOutput } from '../triggerOutput';
import { readFilter, readTriggerOn } from './fields';
import type { PollResult } from './findEnded';
import type { KeptState } from './keptState';
import { keepState, nodeKeyOf, readKeptState } from './keptState';
import type { ListPorts } from './listNews';
import { openPolledList } from './polledList';
import { pollList, withChoiceOf } from './pollList';
import type { PollTime } from './pollTime';
import { budgetOf, withinPollTime } from './pollTime';
import {
	explained,
	itemsOf,
	noteReturn,
	tellOfEarlierSettings,
	tellOfEmptyList,
	tellOfTrouble,
} from './reports';
import { pollSample } from './sample';
import { selectionFor } from './selection';
import type { Trouble } from './trouble';
import { isPaused, isToBeTold, withFailure } from './trouble';

/** Nodes that poll at this moment: n8n starts the next poll even if one takes longer than the interval. */
const polling = new Set<string>();

/**
 * The contexts that polled before. As a rule, n8n polls with the one of the activation until the workflow
 * is switched off; the scheduler of n8n 2.41 takes a new one for each later poll, in the mode `update`.
 */
const polledBefore = new WeakSet<IPollFunctions>();

/**
 * One poll of the trigger. What a poll cannot do in its time, or because of a transient error, is left
 * to the next one.
 *
 * @returns null when there is nothing to start the workflow with
 * @throws NodeApiError or NodeOperationError: n8n shows it as a failed execution, or refuses to activate
 * the workflow; after the first poll, not for a transient error, and once for any other
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		return await withinPollTime(budgetOf(context), async (time) =>
			context.getMode() === 'manual'
				? await pollSample(context, time)
				: await pollExclusively(context, time),
		);
	} catch (error) {
		throw toNodeError(context.getNode(), { about: {}, error });
	}
}

async function pollExclusively(
	context: IPollFunctions,
	time: PollTime,
): Promise<INodeExecutionData[][] | null> {
	const node = nodeKeyOf(context);
	if (polling.has(node)) return null;
	polling.add(node);
	try {
		return await deliverEnded(context, time);
	} finally {
		polling.delete(node);
		polledBefore.add(context);
	}
}

async function deliverEnded(
	context: IPollFunctions,
	time: PollTime,
): Promise<INodeExecutionData[][] | null> {
	const statuses = readTriggerOn(context);
	// Read first: a wrong choice must fail the poll before a document counts as delivered.
	const output = readTriggerOutput(context);
	const filter = readFilter(context);
	const api = await createClient(context);
	const kept = readKeptState(context);
	// Otherwise, what was just delivered could come again. The next poll knows.
	if (kept.isBeingStored) return null;
	const list = openPolledList(api, filter, time);
	const ports: ListPorts = { list, selection: selectionFor(statuses, output), time };
	const trouble = kept.state?.trouble;
	if (trouble && isPaused(trouble, Date.now())) {
		const paused = { ...trouble, polls: trouble.polls + 1 };
		return leaveToNextPoll(context, withChoiceOf(ports, kept), paused);
	}
	try {
		const result = await pollList(ports, kept, (other) => openPolledList(api, other, time));
		return finish(context, kept, result, output);
	} catch (error) {
		return takeFailure(context, withChoiceOf(ports, kept), error);
	}
}

/** Keeps what the poll learned, and starts the workflow with what has ended. */
function finish(
	context: IPollFunctions,
	kept: KeptState,
	{ state, ended, failure, refusal, isEmpty }: PollResult,
	output: OutputSettings,
): INodeExecutionData[][] | null {
	const before = kept.state?.trouble;
	const items = itemsOf(context, ended, output);
	if (failure === undefined && before !== undefined) noteReturn(context, before);
	if (refusal !== undefined) tellOfEarlierSettings(context, refusal);
	if (kept.state === undefined && isEmpty) tellOfEmptyList(context, readFilter(context));

	const trouble = failure && troubleAfter(context, withFailure(before, failure, Date.now()));
	keepState(context, { ...state, trouble }, items.length > 0);
	return items.length > 0 ? [items] : null;
}

/** @throws the error, if the user must be told in this way */
function takeFailure(context: IPollFunctions, kept: KeptState, thrown: unknown): null {
	const { state } = kept;
	if (!(thrown instanceof AnesyaApiError)) throw thrown;
	const error = explained(thrown, readFilter(context));
	if (state === undefined) throw error;
	const trouble = withFailure(state.trouble, error, Date.now());
	if (error.retryable) return leaveToNextPoll(context, kept, trouble);

	const isKnown = state.trouble?.isTold === true && state.trouble.message === error.message;
	keepState(context, { ...state, trouble: { ...trouble, isTold: true } }, false);
	if (isActivation(context) || (!isKnown && !isStart(context))) throw error;
	if (!isKnown) tellOfTrouble(context, error);
	context.logger.warn(oneLine(`${context.getNode().name}: ${error.message}`));
	return null;
}

/** Whether the user activates the workflow with this poll, and sees why it cannot be activated. */
function isActivation(context: IPollFunctions): boolean {
	return context.getActivationMode() === 'activate' && !polledBefore.has(context);
}

/** Whether n8n itself is starting. If the poll threw an error, n8n would try again less and less often, or give up. */
function isStart(context: IPollFunctions): boolean {
	const mode = context.getActivationMode();
	return (mode === 'init' || mode === 'leadershipChange') && !polledBefore.has(context);
}

function leaveToNextPoll(context: IPollFunctions, { state }: KeptState, trouble: Trouble): null {
	if (state !== undefined)
		keepState(context, { ...state, trouble: troubleAfter(context, trouble) }, false);
	return null;
}

/** Tells the user if it is time to. */
function troubleAfter(context: IPollFunctions, trouble: Trouble): Trouble {
	const { message, description } = trouble;
	context.logger.warn(oneLine(`${context.getNode().name}: ${message}. The next poll tries again.`));
	if (!isToBeTold(trouble, Date.now())) return trouble;
	tellOfTrouble(
		context,
		new AnesyaApiError({ message, description }, { retryable: true, accepted: 'no' }),
	);
	return { ...trouble, isTold: true };
}
