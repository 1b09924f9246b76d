import type { Extract } from '../api/extract';
import { isRecord } from '../guards/json';
import { DETAIL_FIELDS } from './extractDetails';
import { extractedDataItems, hasExtractedData } from './extractedData';
import type { OutputSettings } from './resultItems';
import { looksFailed } from './resultItems';

/**
 * Whether a list row has everything that the output needs of its extract, which has ended. How much a
 * row carries is unknown, and what it leaves out may look like an empty result: only a single read is
 * sure to have all of it. The one place where this is decided, for every caller.
 */
export function isSufficient(extract: Extract, output: OutputSettings): boolean {
	if (output.mode === 'extract' || extract.status !== 'FINISHED') return false;
	if (!hasExtractedData(extract) || isEmpty(extract.extracted_data)) return false;
	const needsDetails = output.withDetails || extractedDataItems(extract).some(looksFailed);
	return !needsDetails || DETAIL_FIELDS.every((field) => extract[field] !== undefined);
}

function isEmpty(data: unknown): boolean {
	return isRecord(data) && Object.keys(data).length === 0;
}
