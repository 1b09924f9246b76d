import type { Extract } from '../api/extract';
import { isRecord } from '../guards/json';
import { DETAIL_FIELDS } from './extractDetails';
import { hasExtractedData } from './extractedData';
import type { OutputSettings } from './resultItems';
import { looksFailed } from './resultItems';

/**
 * Whether a list row has everything that the output needs of its extract, which has ended. How much a
 * row carries is unknown, and what it leaves out may look like an empty result: only a single read is
 * sure to have all of it. The one place where this is decided, for every caller.
 */
export function isSufficient(extract: Extract, { mode, withDetails }: OutputSettings): boolean {
	if (mode === 'extract' || extract.status !== 'FINISHED') return false;
	// A text may be JSON that the list has as text, though not Anesya's own answer for the extract.
	if (!hasExtractedData(extract, mode) || typeof extract.extracted_data === 'string') return false;
	const needsDetails = withDetails || mayLookFailed(extract.extracted_data);
	return !needsDetails || DETAIL_FIELDS.every((field) => extract[field] !== undefined);
}

/** Whether an item or a row of any table may get the details because n8n would misread it. */
function mayLookFailed(data: unknown): boolean {
	const open = [data];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== 'object' || value === null) continue;
		if (isRecord(value) && looksFailed(value)) return true;
		for (const inner of Object.values(value)) open.push(inner);
	}
	return false;
}
