import type { Extract } from '../api/extract';
import { hasEnded } from '../api/extract';
import { withNotesOf } from '../guards/parsingNotes';
import { DETAIL_FIELDS } from './extractDetails';
import { hasExtractedData } from './extractedData';
import type { OutputSettings } from './resultItems';

/** What every output and every text about an extract is made of, except for the extracted data. */
const ALWAYS = [...DETAIL_FIELDS, 'extraction_step'];

/**
 * What a run keeps of an extract until its end: the parts that the output needs. The text of a document
 * alone may have hundreds of kilobytes, and a run has thousands of documents.
 *
 * @param passUnfinishedOn whether an extract that has not ended is output as it is
 */
export function neededParts(
	extract: Extract,
	{ mode }: OutputSettings,
	passUnfinishedOn: boolean,
): Extract {
	const isFinished = extract.status === 'FINISHED';
	const isWhole = hasEnded(extract) ? isFinished && mode === 'extract' : passUnfinishedOn;
	if (isWhole) return extract;
	// The item of a document without data shows its text.
	const ofResult = hasExtractedData(extract, mode)
		? ['extracted_data']
		: ['extracted_data', 'content'];
	const kept = isFinished ? [...ALWAYS, ...ofResult] : ALWAYS;
	const parts: Extract = { id: extract.id, status: extract.status };
	for (const key of kept) if (key in extract) parts[key] = extract[key];
	return withNotesOf(extract, parts);
}
