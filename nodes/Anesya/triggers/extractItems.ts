import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { documentNameOf } from '../api/extract';
import type { Output } from '../results/resultItems';
import { resultItems } from '../results/resultItems';

/**
 * What a trigger starts a workflow with: the result of an extract, or, where it has none, what is
 * known of it.
 *
 * @throws UserError when the table that was asked for is not there
 */
export function extractItems(extract: Extract, output: Output): IDataObject[] {
	if (extract.status === 'FINISHED') return resultItems(extract, output);
	const { id, status, extraction_step } = extract;
	return [{ id, status, document_name: documentNameOf(extract), extraction_step }];
}
