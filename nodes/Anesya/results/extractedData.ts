import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { isRecord } from '../guards/json';

/** The user's choice in the field Output. */
export type OutputMode = 'extractedData' | 'rows' | 'extract';

/**
 * `extracted_data` as items: one for an object, one for each element of a list. The keys are the
 * customer's and stay unchanged.
 *
 * @returns at least one if there is any data
 */
export function extractedDataItems({ extracted_data: data }: IDataObject): IDataObject[] {
	return Array.isArray(data) ? data.map(asItem) : [asItem(data)];
}

/**
 * Whether items made of the extracted data would show any of it. If not, what Anesya extracted is null,
 * empty, or for rows no more than empty tables. The one place where this is decided.
 */
export function hasExtractedData({ extracted_data: data }: Extract, mode: OutputMode): boolean {
	if (data === null || data === undefined) return false;
	if (mode === 'rows') return ![data].flat().every(isWithoutRows);
	return !(Array.isArray(data) ? data.every(isEmptyObject) : isEmptyObject(data));
}

/** The item of a document without data, so that none is lost: it shows the document's text. */
export function itemWithoutData({
	content,
	document_name,
	classifier_result,
}: Extract): IDataObject {
	return { extracted_data: null, document_name, classifier_result, content };
}

/** An item is an object, so anything else goes under `value`. */
export function asItem(value: unknown): IDataObject {
	if (isRecord(value)) return { ...value };
	const isScalar =
		typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
	return { value: isScalar || typeof value === 'object' ? value : null };
}

function isEmptyObject(value: unknown): boolean {
	return isRecord(value) && Object.keys(value).length === 0;
}

/** Whether there is nothing but objects and lists in it, all of them empty. */
function isBlank(data: unknown): boolean {
	const open = [data];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== 'object' || value === null) return false;
		for (const inner of Object.values(value)) open.push(inner);
	}
	return true;
}

/** What may be there instead of a table without rows. */
export function isNothing(value: unknown): boolean {
	return value === null || value === '' || isEmptyObject(value);
}

/** Whether an item has no more than tables without rows. A single field that is null may be one. */
function isWithoutRows(item: unknown): boolean {
	const values = isRecord(item) ? Object.values(item) : [];
	return isBlank(item) || (values.length === 1 && values.every(isNothing));
}
