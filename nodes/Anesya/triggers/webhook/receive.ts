import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { withTimeLimit } from '../../concurrency/withTimeLimit';
import { oneLine } from '../../guards/boundedText';
import { createClient } from '../../transport/client';
import { readTriggerOutput } from '../triggerOutput';
import { LONGEST_CALL } from './callTime';
import type { DeliveredItems } from './deliveredItems';
import { deliveredItems } from './deliveredItems';
import type { Delivery } from './delivery';
import { agrees, readDelivery } from './delivery';
import { isVerifiedKey, keysOf, onlyNew, wasHandled } from './deliveryKeys';
import { deliveryError } from './failedDelivery';
import { fetchExtracts } from './fetchExtracts';
import { readEvents, readRawCall } from './fields';
import type { Ledger } from './ledger';
import { openLedger } from './ledger';
import { quotaOf } from './quota';
import type { Reply } from './reply';
import { isReply, respond } from './reply';

/*
 * How a webhook call proceeds, and the files of this folder:
 *
 * 1. delivery.ts reads the call: its event, and its entries (entries.ts).
 * 2. deliveryKeys.ts gives each entry its key. ledger.ts knows which keys are handled or busy: what was
 *    delivered before starts nothing, and of two equal calls at the same time only one goes on.
 * 3. fetchExtracts.ts fetches from Anesya what the entries name, within what quota.ts allows all calls and
 *    callTime.ts allows one. notFetched.ts says why one was not asked for, or has not ended yet.
 * 4. deliveredItems.ts makes items of it, or refuses a call that Anesya contradicts. ledger.ts allows few
 *    starts that nothing verifies. What an execution says of a call that failed is in failedDelivery.ts.
 * 5. The ledger notes the keys as handled, reply.ts responds, and n8n starts the workflow.
 *
 * fields.ts has what the user sees and sets.
 */

const REPEATED: Reply = {
	status: 200,
	message: 'This was delivered before, so nothing was started',
};

const BUSY: Reply = { status: 503, message: 'The same delivery is being handled' };

const FULL: Reply = {
	status: 429,
	message: 'Too many calls are waiting. Replay this one later',
	retryAfter: LONGEST_CALL,
};

const TOO_MANY_UNVERIFIED: Reply = {
	status: 429,
	message:
		'Too many recent calls name no extract that Anesya knows, and may be from anybody. Replay this one later',
};

/**
 * Sent from here as well: when n8n 2.41 responds for a trigger, it does so after it has begun the
 * execution, and by then no longer notices that static data must be written.
 */
const STARTED: Reply = { status: 200, message: 'The workflow was started' };

/**
 * Handles a call to the trigger's URL. Only the ids in a call are believed: it has no signature
 * (documented), so anybody may have sent it. The response is a 2xx once all of its data is fetched, or
 * if it must not start anything; after any other response it can be replayed. The delivery is noted as
 * handled, and the response is sent, right before n8n begins the execution (see STARTED): if n8n goes
 * down or fails to begin at that moment, the delivery is lost. An extract counts as handled only once it
 * has ended and started the workflow; those of one call are independent of each other.
 *
 * @throws NodeApiError or NodeOperationError when Anesya cannot be reached, no extract can be read, or a
 * field is not usable: n8n responds with 500 and lists an execution that says why
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const ids: string[] = [];
	try {
		const delivery = readDelivery(rawBodyOf(context), readEvents(context));
		if (isReply(delivery)) return respond(context, delivery);
		ids.push(...delivery.entries.flatMap(({ id }) => id ?? []));
		return await receiveDelivery(context, delivery);
	} catch (error) {
		throw deliveryError(context.getNode(), error, ids);
	}
}

async function receiveDelivery(
	context: IWebhookFunctions,
	delivery: Delivery,
): Promise<IWebhookResponseData> {
	const ledger = openLedger(context);
	const entries = delivery.entries.filter(
		(entry) => !wasHandled(delivery, entry, ledger.handled()),
	);
	const keys = keysOf({ ...delivery, entries });
	if (keys.length === 0) return respond(context, REPEATED);

	if (!ledger.claim(keys)) return respond(context, BUSY);
	try {
		const delivered = await fetchItems(context, { ...delivery, entries }, ledger);
		if (isReply(delivered)) return respond(context, delivered);

		ledger.finish(delivered.keys);
		const { missing } = delivered;
		// n8n has no way to list a failed execution beside one that starts.
		if (missing !== undefined)
			context.logger.error(oneLine(`${context.getNode().name}: ${missing.message}`));
		return {
			...respond(context, missing ?? STARTED),
			workflowData: [delivered.items.map((json) => ({ json }))],
		};
	} finally {
		ledger.release(keys);
	}
}

/** The items of a delivery, without what another call has delivered meanwhile. */
async function fetchItems(
	context: IWebhookFunctions,
	delivery: Delivery,
	ledger: Ledger,
): Promise<DeliveredItems | Reply> {
	if (readRawCall(context))
		return { items: [delivery.body], keys: keysOf(delivery), missing: undefined };

	const api = await createClient(context);
	const quota = quotaOf(api.tokenAccount);
	const leave = quota.enter(delivery.size);
	if (leave === undefined) return FULL;
	let [verified, started] = [0, 0];
	try {
		const fetched = await withTimeLimit(
			LONGEST_CALL,
			async (timeUp) => await fetchExtracts(api, delivery, quota, timeUp),
		);
		verified = fetched.filter(({ extract }) => extract && agrees(delivery.event, extract)).length;
		const fresh = onlyNew(delivery, fetched, ledger.handled());
		if (fresh.length === 0) return REPEATED;
		const delivered = deliveredItems(delivery, fresh, readTriggerOutput(context), context);
		if (isReply(delivered)) return delivered;
		started = delivered.keys.filter(isVerifiedKey).length;
		if (started === 0 && !ledger.takeUnverifiedStart()) return TOO_MANY_UNVERIFIED;
		return delivered;
	} finally {
		// Who knows an extract that starts nothing could repeat it for ever.
		quota.giveBack(Math.min(0, started - verified));
		leave();
	}
}

/** The bytes of the call: what n8n parsed from them depends on the type that the call names. */
function rawBodyOf(context: IWebhookFunctions): Buffer | undefined {
	const { rawBody }: { rawBody?: unknown } = context.getRequestObject();
	return Buffer.isBuffer(rawBody) ? rawBody : undefined;
}
