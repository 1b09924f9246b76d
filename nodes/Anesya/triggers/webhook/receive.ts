import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { connect } from '../../api/anesyaApi';
import { isRecord } from '../../api/record';
import { createLimiter } from '../../concurrency/limiter';
import { booleanFrom, choiceFrom } from '../../fields/choice';
import { nodeError } from '../../operations/nodeErrors';
import { readOutput } from '../readOutput';
import { deliveredItems } from './deliveredItems';
import type { Delivery } from './delivery';
import { readDelivery } from './delivery';
import { EVENTS, isAboutExtract } from './events';
import { newLedger } from './ledger';
import { noteHandled, openLedger } from './openLedger';
import { readReported } from './readReported';
import type { Reply } from './reply';
import { answer, isReply } from './reply';

const FETCHES_AT_ONCE = 10;

/**
 * Answered here as well: where n8n 2.41 answers for a trigger, it does so after it has begun the
 * execution, and by then no longer notices that static data has to be written.
 */
const STARTED: Reply = { status: 200, message: 'The workflow was started' };

/**
 * Takes a call to the trigger's address. A call is believed only as far as its ids: there is no
 * signature (documented), so anybody may have sent it. It is answered with 2xx once the workflow has
 * the data, or if it is not meant to start anything; every other answer leaves it replayable.
 *
 * @throws NodeApiError or NodeOperationError when the extract cannot be fetched or read, or a field
 * is not usable: n8n answers with 500 and lists an execution that says why
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await takeIn(context);
	} catch (error) {
		throw nodeError(context.getNode(), { about: {}, error });
	}
}

async function takeIn(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const delivery = readDelivery(bodyOf(context), chosenEvents(context));
	if (isReply(delivery)) return answer(context, delivery);

	// In the editor, the same delivery may be replayed as often as the user likes.
	const isTest = context.getMode() === 'manual';
	const ledger = isTest ? newLedger() : openLedger(context);
	const parts = delivery.parts.filter(({ key }) => key === undefined || !ledger.handled.includes(key));
	const keys = parts.flatMap(({ key }) => key ?? []);
	const isRepeat = keys.length === 0 && delivery.parts.some(({ key }) => key !== undefined);
	if (isRepeat) return answer(context, { status: 200, message: 'This was delivered before, so nothing was started' });
	if (keys.some((key) => ledger.busy.has(key))) return answer(context, { status: 503, message: 'The same delivery is being handled' });

	keys.forEach((key) => ledger.busy.add(key));
	try {
		const items = await itemsOf(context, { ...delivery, parts });
		if (isReply(items)) return answer(context, items);
		if (!isTest) noteHandled(context, ledger, keys);
		return { ...answer(context, STARTED), workflowData: [items.map((json) => ({ json }))] };
	} finally {
		keys.forEach((key) => ledger.busy.delete(key));
	}
}

async function itemsOf(context: IWebhookFunctions, delivery: Delivery): Promise<IDataObject[] | Reply> {
	if (wantsItAsItCame(context)) return [delivery.body];
	const api = await connect(context);
	const fetches = createLimiter(FETCHES_AT_ONCE);
	const mustHaveEnded = isAboutExtract(delivery.event);
	const fetched = delivery.parts.map(async (part) => {
		const { id } = part;
		const extract = id && (await fetches(async () => await readReported(api, id, mustHaveEnded)));
		return { part, extract: extract || undefined };
	});
	return deliveredItems(delivery, await Promise.all(fetched), readOutput(context));
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
