import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import type { OutputSettings } from '../../results/resultItems';
import { extractItems } from '../triggerOutput';
import type { Delivery, WebhookEvent, Part } from './delivery';
import type { Fetched } from './fetchExtracts';
import { keyOf } from './deliveryKeys';
import type { Reply } from './reply';
import { isAboutExtract, looksLikeExtract } from './delivery';

/** What a delivery starts the workflow with. */
export interface Delivered {
	items: IDataObject[];
	/** What the parts that are among the items are recognised by. */
	keys: string[];
	/** Whether these are all; what Anesya does not know may be replayed. */
	isAll: boolean;
}

/**
 * The items of a delivery. Of what could be fetched, nothing comes from the delivery itself.
 *
 * @returns the answer for a delivery that does not agree with what Anesya says
 * @throws UserError when the table that was asked for is not there
 */
export function deliveredItems(
	delivery: Delivery,
	fetched: Fetched[],
	output: OutputSettings,
): Delivered | Reply {
	const { event, body } = delivery;
	const known = fetched.filter(
		({ part, extract }) => extract !== undefined || mayBeSomethingElse(part, event),
	);
	if (known.length === 0) return { status: 404, message: 'Anesya does not know this extract' };

	const otherwise = known.find(({ extract }) => extract !== undefined && !agrees(event, extract));
	if (otherwise !== undefined) {
		return {
			status: 409,
			message: `The status of the extract is ${otherwise.extract?.status}, so nothing was started`,
		};
	}
	return {
		items: known.flatMap(({ part, extract }) =>
			extract === undefined ? [{ ...body, data: part.given }] : extractItems(extract, output),
		),
		keys: known.flatMap(({ part, extract }) => keyOf(delivery, part, extract !== undefined) ?? []),
		isAll: known.length === fetched.length,
	};
}

/** A session, a workflow, or nothing at all: what a workflow's events carry is unknown. */
function mayBeSomethingElse({ given }: Part, event: WebhookEvent): boolean {
	return !isAboutExtract(event) && !looksLikeExtract(given);
}

function agrees(event: WebhookEvent, { status }: Extract): boolean {
	if (event === 'extract.completed') return status === 'FINISHED';
	return event === 'extract.failed' ? status === 'ERROR' : true;
}
