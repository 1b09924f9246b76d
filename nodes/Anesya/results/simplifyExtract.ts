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
		KEPT.filter((key) => extract[key] !== undefined).map((key) => {
			const value = extract[key];
			return key === 'schema' && isRecord(value)
				? ['schema_name', value.name ?? null]
				: [key, value];
		}),
	);
}

/** What a new extract has to tell: its result and what it costs are not known yet. */
const KEPT_OF_NEW = [
	'id',
	'document_name',
	'status',
	'workflow',
	'workflow_session_id',
	'schema',
	'created_at',
];

/** A short form of an extract that was just uploaded. */
export function simplifyNewExtract(extract: IDataObject): IDataObject {
	const kept = KEPT_OF_NEW.filter((key) => extract[key] !== undefined);
	return Object.fromEntries(kept.map((key) => [key, extract[key]]));
}
