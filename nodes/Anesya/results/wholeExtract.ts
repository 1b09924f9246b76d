import type { IDataObject } from 'n8n-workflow';

import { UPLOAD_ID_KEY, uploadIdIn } from '../api/extract';
import { isRecord } from '../guards/json';

/** A copy of an extract or a list row, without the ID that this node put into its metadata. */
export function wholeExtract(extract: IDataObject): IDataObject {
	if (uploadIdIn(extract) === undefined || !isRecord(extract.metadata)) return { ...extract };
	const own = Object.entries(extract.metadata).filter(([key]) => key !== UPLOAD_ID_KEY);
	return { ...extract, metadata: own.length > 0 ? Object.fromEntries(own) : null };
}
