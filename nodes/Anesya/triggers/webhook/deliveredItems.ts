import type { IDataObject } from 'n8n-workflow';

import { documentNameOf, quotedNameOf } from '../../api/extract';
import { joinBounded } from '../../guards/boundedText';
import type { Failure } from '../../operations/operation';
import type { OutputSettings } from '../../results/resultItems';
import type { TriggerContext } from '../triggerOutput';
import { itemsByExtract } from '../triggerOutput';
import type { Delivery, WebhookEvent } from './delivery';
import { agrees, isAboutExtract } from './delivery';
import { keyOf } from './deliveryKeys';
import type { Entry } from './entries';
import { hasExtractFields, idsOf } from './entries';
import { FailedDelivery } from './failedDelivery';
import type { FetchedEntry } from './fetchExtracts';
import type { Reply } from './reply';

/** What a delivery starts the workflow with. */
export interface DeliveredItems {
	items: IDataObject[];
	/** The keys of the entries that these items are of. */
	keys: string[];
	/** Why some entries are missing; undefined if none is. They can be replayed. */
	missing: Reply | undefined;
}

/** An entry that gives no item, and why. */
interface Refusal {
	status: number;
	/** After the document's name or id. */
	reason: string;
	id: string;
	retryAfter?: number;
	failure?: Failure;
}

/**
 * Makes a delivery's items. The entries are independent of each other: those that can start the workflow
 * do. What is in an item comes from Anesya alone; of the call, it may have the event and the ids.
 *
 * @returns a reply if no entry can start the workflow
 * @throws FailedDelivery if that was an error
 */
export function deliveredItems(
	delivery: Delivery,
	fetched: FetchedEntry[],
	output: OutputSettings,
	context: TriggerContext,
): DeliveredItems | Reply {
	const itemsOf = itemsByExtract(
		fetched.flatMap(({ extract }) => extract ?? []),
		output,
		context,
	);
	const results = fetched.map((one) => ({ one, result: itemsOrRefusal(delivery, one, itemsOf) }));
	const refusals = results.flatMap(({ result }) => (isRefusal(result) ? [result] : []));
	const started = results.filter(({ result }) => !isRefusal(result));
	const [first] = refusals;
	if (started.length === 0 && first !== undefined) {
		if (first.failure !== undefined) throw new FailedDelivery(first.failure);
		return replyFor(refusals, 'Nothing was started');
	}
	return {
		items: results.flatMap(({ result }) => (isRefusal(result) ? [] : result)),
		keys: started.map(({ one: { entry, extract } }) =>
			keyOf(delivery, entry, extract !== undefined),
		),
		missing:
			first === undefined
				? undefined
				: replyFor(refusals, 'The workflow was started, but not with all of the extracts'),
	};
}

function itemsOrRefusal(
	{ event }: Delivery,
	{ entry, extract, failure, notEnded, notAsked, wasUnknown }: FetchedEntry,
	itemsOf: ReturnType<typeof itemsByExtract>,
): IDataObject[] | Refusal {
	const id = entry.name ?? 'without an ID';
	const reply = notAsked ?? notEnded;
	if (reply !== undefined) return { ...reply, id, reason: reply.message };
	if (failure !== undefined)
		return { id, status: 503, reason: failure.message, failure: { about: {}, error: failure } };
	if (extract === undefined) {
		if (!mayBeOtherThanExtract(entry, event))
			return { id, status: 404, reason: wasUnknown ? UNKNOWN_BEFORE : UNKNOWN };
		return [{ event, data: idsOf(entry) }];
	}
	if (!agrees(event, extract))
		return { id, status: 409, reason: `the status of the extract is ${extract.status}` };
	try {
		return itemsOf.get(extract)?.() ?? [];
	} catch (error) {
		const reason = `${quotedNameOf(extract)}: ${error instanceof Error ? error.message : String(error)}`;
		const about = { document_name: documentNameOf(extract) };
		return { id, status: 422, reason, failure: { about, error } };
	}
}

const UNKNOWN = 'Anesya does not know this extract';
const UNKNOWN_BEFORE = 'Anesya did not know this extract a moment ago, and was not asked again';

function isRefusal(result: IDataObject[] | Refusal): result is Refusal {
	return !Array.isArray(result);
}

/** Not a 2xx, so that Anesya shows the call as failed, and it can be replayed. */
function replyFor(refusals: Refusal[], what: string): Reply {
	const status = Math.max(...refusals.slice(0, 1).map((refusal) => refusal.status));
	const reasons = refusals.map(({ id, reason }) => `${id} (${reason})`);
	const retryAfter = refusals.at(0)?.retryAfter;
	return { status, retryAfter, message: `${what}: ${joinBounded(reasons)}` };
}

/** A session, a workflow, or nothing at all: what a workflow's events carry is unknown. */
function mayBeOtherThanExtract({ raw }: Entry, event: WebhookEvent): boolean {
	return !isAboutExtract(event) && !hasExtractFields(raw);
}
