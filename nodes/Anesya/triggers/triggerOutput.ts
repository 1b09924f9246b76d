import type { IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { documentNameOf } from '../api/extract';
import { readOutputWith } from '../fields/output';
import type { OutputSettings } from '../results/resultItems';
import { resultItems } from '../results/resultItems';

/**
 * What a trigger starts a workflow with: the result of an extract or, if it has none, what is known
 * about it.
 *
 * @throws UserError when the chosen table is missing
 */
export function extractItems(extract: Extract, output: OutputSettings): IDataObject[] {
	if (extract.status === 'FINISHED') return resultItems(extract, output);
	const { id, status, extraction_step } = extract;
	return [{ id, status, document_name: documentNameOf(extract), extraction_step }];
}

/** What the user wants of each extract. @throws UserError when a field or an option is not usable */
export function readTriggerOutput(context: IPollFunctions | IWebhookFunctions): OutputSettings {
	return readOutputWith((name, otherwise) => context.getNodeParameter(name, otherwise));
}
