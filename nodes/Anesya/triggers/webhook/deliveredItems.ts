import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import type { OutputSettings } from '../../results/resultItems';
import { itemsByExtract } from '../triggerOutput';
import type { Delivery, WebhookEvent } from './delivery';
import { isAboutExtract } from './delivery';
import { keyOf } from './deliveryKeys';
import type { Entry } from './entries';
import { hasExtractFields } from './entries';
import type { FetchedEntry } from './fetchExtracts';
import type { Reply } from './reply';

/** What a delivery starts the workflow with. */
export interface DeliveredItems {
	items: IDataObject[];
	/** The keys of the entries that these items are of. */
	keys: string[];
	/** Whether no entry is missing. An extract that Anesya does not know may be replayed. */
	isAll: boolean;
}

/**
 * Makes a delivery's items. What could be fetched comes from Anesya alone, never from the call.
 *
 * @returns a reply if the delivery does not agree with what Anesya says
 * @throws UserError when the chosen table is missing
 */
export function deliveredItems(
	delivery: Delivery,
	fetched: FetchedEntry[],
	output: OutputSettings,
): DeliveredItems | Reply {
	const { event, body } = delivery;
	const known = fetched.filter(
		({ entry, extract }) => extract !== undefined || mayBeOtherThanExtract(entry, event),
	);
	if (known.length === 0) return { status: 404, message: 'Anesya does not know this extract' };

	const contrary = known.find(({ extract }) => extract !== undefined && !agrees(event, extract));
	if (contrary !== undefined) {
		return {
			status: 409,
			message: `The status of the extract is ${contrary.extract?.status}, so nothing was started`,
		};
	}
	const itemsOf = itemsByExtract(
		known.flatMap(({ extract }) => extract ?? []),
		output,
	);
	return {
		items: known.flatMap(({ entry, extract }) =>
			extract === undefined ? [{ ...body, data: entry.raw }] : (itemsOf.get(extract)?.() ?? []),
		),
		keys: known.flatMap(
			({ entry, extract }) => keyOf(delivery, entry, extract !== undefined) ?? [],
		),
		isAll: known.length === fetched.length,
	};
}

/** A session, a workflow, or nothing at all: what a workflow's events carry is unknown. */
function mayBeOtherThanExtract({ raw }: Entry, event: WebhookEvent): boolean {
	return !isAboutExtract(event) && !hasExtractFields(raw);
}

function agrees(event: WebhookEvent, { status }: Extract): boolean {
	if (event === 'extract.completed') return status === 'FINISHED';
	return event === 'extract.failed' ? status === 'ERROR' : true;
}
