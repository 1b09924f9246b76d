import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';

/** What a user wants to know about an extract besides its data. */
export const DETAIL_FIELDS = [
	'id',
	'document_name',
	'status',
	'workflow',
	'workflow_session_id',
	'classifier_result',
	'credit_used',
	'extraction_time',
	'created_at',
] as const;

/** These fields of an extract, in this order; they go under `_extract`. */
export function extractDetails(extract: Extract): IDataObject {
	return Object.fromEntries(DETAIL_FIELDS.map((field) => [field, extract[field]]));
}
