import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/** What most users want to know about an extract. The text and the addresses of files are left out. */
const KEPT = [
	'id',
	'document_name',
	'status',
	'workflow',
	'workflow_session_id',
	'schema',
	'classifier_result',
	'extracted_data',
	'credit_used',
	'created_at',
];

/**
 * A short form of an extract or of a list row, which may lack some fields (unknown). If the schema is
 * an object, as in the list (documented), its name is kept.
 */
export function simplifyExtract(extract: IDataObject): IDataObject {
	return Object.fromEntries(
		given(KEPT, extract).map(([key, value]) =>
			key === 'schema' && isRecord(value) ? ['schema_name', value.name ?? null] : [key, value],
		),
	);
}

/** Of a new extract, its result and what it costs are not known yet. */
const OF_RESULT = ['classifier_result', 'extracted_data', 'credit_used'];
const KEPT_OF_NEW = KEPT.filter((key) => !OF_RESULT.includes(key));

/** A short form of an extract that was just uploaded. */
export function simplifyNewExtract(extract: IDataObject): IDataObject {
	return Object.fromEntries(given(KEPT_OF_NEW, extract));
}

function given(keys: string[], extract: IDataObject): Array<[string, IDataObject[string]]> {
	return keys
		.map((key): [string, IDataObject[string]] => [key, extract[key]])
		.filter(([, value]) => value !== undefined);
}
