import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import type { ExtractFilter } from '../../api/listExtracts';
import { joinBounded } from '../../guards/boundedText';
import { toNodeError } from '../../operations/errors';
import type { OutputSettings } from '../../results/resultItems';
import { AnesyaApiError } from '../../transport/apiError';
import { itemsByExtract } from '../triggerOutput';
import type { Trouble } from './trouble';

/** IDs in one text. A poll delivers no more extracts than that. */
const MOST_IDS = 1_000;

/**
 * The items of what has ended. A document that does not fit the output must not hold up the others: n8n
 * lists a failed execution that names it, one for all of them in a poll.
 */
export function itemsOf(
	context: IPollFunctions,
	ended: Extract[],
	output: OutputSettings,
): INodeExecutionData[] {
	const refused: Array<{ extract: Extract; error: unknown }> = [];
	const items = [...itemsByExtract(ended, output, context)].flatMap(([extract, makeItems]) => {
		try {
			return makeItems().map((json) => ({ json }));
		} catch (error) {
			refused.push({ extract, error });
			return [];
		}
	});
	const [first, ...others] = refused;
	if (first !== undefined) {
		const about = { document_name: documentNameOf(first.extract) };
		const rest = joinBounded(
			others.map(({ extract }) => extract.id),
			', ',
			MOST_IDS,
		);
		const addition = [
			`Then get the document with Wait for Extraction and its ID ${first.extract.id}.`,
			...(others.length > 0 ? [`The same goes for ${others.length} more: ${rest}.`] : []),
		].join(' ');
		context.__emitError(
			toNodeError(context.getNode(), { about, error: first.error }, undefined, addition),
		);
	}
	return items;
}

/** Tells that polls do not succeed, through n8n's own way for errors of a trigger. */
export function tellOfTrouble(context: IPollFunctions, error: AnesyaApiError): void {
	const addition = 'The trigger goes on polling, and delivers everything once polls succeed again.';
	context.__emitError(toNodeError(context.getNode(), { about: {}, error }, undefined, addition));
}

/** Notes in n8n's log that polls succeed again. */
export function noteReturn(context: IPollFunctions, { message, since }: Trouble): void {
	const minutes = Math.max(1, Math.round((Date.now() - since) / 60_000));
	context.logger.info(
		`${context.getNode().name}: polls succeed again, after about ${minutes} minutes without success (${message}).`,
	);
}

/** Tells once that what ended under the settings before a change could not be read. The trigger goes on. */
export function tellOfEarlierSettings(context: IPollFunctions, refusal: AnesyaApiError): void {
	const error = refusal.with({
		message: `Anesya no longer shows the extracts of this trigger's earlier settings (${refusal.message})`,
		description:
			'The trigger goes on with the new settings. What ended since the last poll under the earlier ones does not come by itself: look in Anesya whether there is anything, and get it with Wait for Extraction and its ID.',
	});
	context.__emitError(toNodeError(context.getNode(), { about: {}, error }));
}

/**
 * An empty list may be right, but also come of a wrong workflow ID: Anesya has no call that tells whether
 * a workflow exists (documented). The trigger stays active. Without any filter, it is right.
 */
export function tellOfEmptyList(context: IPollFunctions, filter: ExtractFilter): void {
	if (Object.values(filter).every((value) => value === undefined)) return;
	const what =
		filter.workflow === undefined
			? 'that match the filters of this trigger'
			: `of the workflow ${filter.workflow}${Object.values(filter).filter(Boolean).length > 1 ? ' that match the filters' : ''}`;
	const error = new AnesyaApiError(
		{
			message: `Anesya has no extracts yet ${what}`,
			description:
				"If the workflow is new, there is nothing to do: the trigger is active. Otherwise, check the field 'Workflow' and the filters: with a wrong one, the trigger never starts.",
		},
		{ retryable: false, accepted: 'no' },
	);
	context.__emitError(toNodeError(context.getNode(), { about: {}, error }));
}

/** The error of a list that Anesya refuses, in the words of the panel. */
export function explained(error: AnesyaApiError, { workflow }: ExtractFilter): AnesyaApiError {
	if (workflow === undefined || (error.status !== 404 && error.status !== 400)) return error;
	return error.with({
		message: `Anesya does not know the workflow ${workflow} (HTTP ${error.status})`,
		description: `Check the field 'Workflow', and that the token belongs to the same Anesya account. ${error.description}`,
	});
}
