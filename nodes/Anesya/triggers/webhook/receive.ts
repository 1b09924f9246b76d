import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { createClient } from '../../transport/client';
import { booleanFrom, choiceFrom } from '../../fields/values';
import { toNodeError } from '../../operations/errors';
import type { Delivered } from './deliveredItems';
import { deliveredItems } from './deliveredItems';
import type { Delivery } from './delivery';
import { readDelivery, EVENTS } from './delivery';
import { fetchParts } from './fetchExtracts';
import { keysOf, onlyNew, wasHandled } from './deliveryKeys';
import type { Ledger } from './ledger';
import { newLedger, noteHandled, openLedger } from './ledger';
import type { Reply } from './reply';
import { answer, isReply } from './reply';
import { isRecord } from '../../guards/json';
import { readTriggerOutput } from '../triggerOutput';

/**
 * Answered here as well: where n8n 2.41 answers for a trigger, it does so after it has begun the
 * execution, and by then no longer notices that static data has to be written.
 */
const STARTED: Reply = { status: 200, message: 'The workflow was started' };

/** No 2xx, so that the others can be replayed: Anesya may know them by then. */
const STARTED_IN_PART: Reply = {
	status: 404,
	message: 'The workflow was started, but not with all: Anesya does not know some of the extracts',
};

const REPEATED: Reply = {
	status: 200,
	message: 'This was delivered before, so nothing was started',
};

/**
 * Takes a call to the trigger's address. A call is believed only as far as its ids: there is no
 * signature (documented), so anybody may have sent it. It is answered with 2xx once all its data is
 * fetched, or if it is not meant to start anything; every other answer leaves it replayable. The answer
 * and the note that it was handled come right before n8n begins the execution (see STARTED): should n8n
 * go down or fail to begin at that moment, the delivery is lost.
 *
 * @throws NodeApiError or NodeOperationError when the extract cannot be fetched or read, or a field
 * is not usable: n8n answers with 500 and lists an execution that says why
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await takeIn(context);
	} catch (error) {
		throw toNodeError(context.getNode(), { about: {}, error });
	}
}

async function takeIn(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const delivery = readDelivery(bodyOf(context), chosenEvents(context));
	if (isReply(delivery)) return answer(context, delivery);

	// In the editor, the same delivery may be replayed as often as the user likes.
	const isTest = context.getMode() === 'manual';
	const ledger = isTest ? newLedger() : openLedger(context);
	const parts = delivery.parts.filter((part) => !wasHandled(delivery, part, ledger.handled));
	const keys = keysOf({ ...delivery, parts });
	const isRepeat = keys.length === 0 && delivery.parts.some(({ name }) => name !== undefined);
	if (isRepeat) return answer(context, REPEATED);
	if (keys.some((key) => ledger.busy.has(key)))
		return answer(context, { status: 503, message: 'The same delivery is being handled' });

	keys.forEach((key) => ledger.busy.add(key));
	try {
		const delivered = await fetchAll(context, { ...delivery, parts }, ledger);
		if (isReply(delivered)) return answer(context, delivered);
		if (!isTest) noteHandled(context, ledger, delivered.keys);
		const items = delivered.items.map((json) => ({ json }));
		return {
			...answer(context, delivered.isAll ? STARTED : STARTED_IN_PART),
			workflowData: [items],
		};
	} finally {
		keys.forEach((key) => ledger.busy.delete(key));
	}
}

/** What a delivery brings, as far as no other call has brought it meanwhile. */
async function fetchAll(
	context: IWebhookFunctions,
	delivery: Delivery,
	ledger: Ledger,
): Promise<Delivered | Reply> {
	if (wantsItAsItCame(context))
		return { items: [delivery.body], keys: keysOf(delivery), isAll: true };
	const fetched = await fetchParts(await createClient(context), delivery);
	const fresh = onlyNew(delivery, fetched, ledger.handled);
	return fresh.length > 0 ? deliveredItems(delivery, fresh, readTriggerOutput(context)) : REPEATED;
}

/** The bytes as they came: what n8n made of them depends on the type that the call names. */
function bodyOf(context: IWebhookFunctions): Buffer | undefined {
	const { rawBody }: { rawBody?: unknown } = context.getRequestObject();
	return Buffer.isBuffer(rawBody) ? rawBody : undefined;
}

function chosenEvents(context: IWebhookFunctions): string[] {
	const events: unknown = context.getNodeParameter('events', []);
	const chosen: unknown[] = Array.isArray(events) ? events : [events];
	return chosen.map((event) => choiceFrom(event, 'Events', EVENTS));
}

function wantsItAsItCame(context: IWebhookFunctions): boolean {
	const options: unknown = context.getNodeParameter('options', {});
	const { asItCame }: IDataObject = isRecord(options) ? options : {};
	return booleanFrom(asItCame ?? false, 'Output Raw Webhook Call');
}
