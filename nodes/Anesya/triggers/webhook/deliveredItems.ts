import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import type { Output } from '../../results/resultItems';
import { extractItems } from '../extractItems';
import type { Delivery } from './delivery';
import type { WebhookEvent } from './events';
import { isAboutExtract } from './events';
import type { Part } from './parts';
import { looksLikeExtract } from './parts';
import type { Reply } from './reply';

/** A part, and the extract that Anesya itself gave for its id; undefined if it knows none. */
export interface Fetched {
	part: Part;
	extract: Extract | undefined;
}

/**
 * The items of a delivery. Of what could be fetched, nothing comes from the delivery itself.
 *
 * @returns the answer for a delivery that does not agree with what Anesya says
 * @throws UserError when the table that was asked for is not there
 */
export function deliveredItems({ event, body }: Delivery, fetched: Fetched[], output: Output): IDataObject[] | Reply {
	const known = fetched.filter(({ part, extract }) => extract !== undefined || mayBeSomethingElse(part, event));
	if (known.length === 0) return { status: 404, message: 'Anesya does not know this extract' };

	const otherwise = known.find(({ extract }) => extract !== undefined && !agrees(event, extract));
	if (otherwise !== undefined) {
		return { status: 409, message: `The status of the extract is ${otherwise.extract?.status}, so nothing was started` };
	}
	return known.flatMap(({ part, extract }) =>
		extract === undefined ? [{ ...body, data: part.given }] : extractItems(extract, output),
	);
}

/** A session, a workflow, or nothing at all: what a workflow's events carry is unknown. */
function mayBeSomethingElse({ given }: Part, event: WebhookEvent): boolean {
	return !isAboutExtract(event) && !looksLikeExtract(given);
}

function agrees(event: WebhookEvent, { status }: Extract): boolean {
	if (event === 'extract.completed') return status === 'FINISHED';
	return event === 'extract.failed' ? status === 'ERROR' : true;
}
