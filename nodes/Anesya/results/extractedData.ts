import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { isRecord } from '../guards/json';

/**
 * `extracted_data` as items: one for an object, one for each element of a list. The keys are the
 * customer's and stay unchanged. A document without data still gives an item, so that none is lost.
 *
 * @returns at least one
 */
export function extractedDataItems(extract: Extract): IDataObject[] {
	const data: unknown = extract.extracted_data;
	if (!hasExtractedData(extract)) return [withoutData(extract)];
	return Array.isArray(data) ? data.map(asItem) : [asItem(data)];
}

/** Whether Anesya extracted anything. */
export function hasExtractedData({ extracted_data: data }: Extract): boolean {
	return data !== null && data !== undefined && !(Array.isArray(data) && data.length === 0);
}

/** An item is an object, so anything else goes under `value`. */
export function asItem(value: unknown): IDataObject {
	if (isRecord(value)) return { ...value };
	const isScalar =
		typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
	return { value: isScalar || typeof value === 'object' ? value : null };
}

function withoutData({ content, document_name, classifier_result }: Extract): IDataObject {
	return { extracted_data: null, document_name, classifier_result, content };
}
