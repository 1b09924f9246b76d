import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';

/** What a user wants to know of an extract beside its data; goes under `_extract`. */
export function extractDetails(extract: Extract): IDataObject {
	const { id, document_name, status, workflow, workflow_session_id } = extract;
	const { classifier_result, credit_used, extraction_time, created_at } = extract;
	return {
		id,
		document_name,
		status,
		workflow,
		workflow_session_id,
		classifier_result,
		credit_used,
		extraction_time,
		created_at,
	};
}
