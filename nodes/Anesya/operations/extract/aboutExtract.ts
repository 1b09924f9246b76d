import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import { hasExtractedData } from '../../results/extractedData';
import type { OutputSettings } from '../../results/resultItems';
import type { About } from '../operation';
import type { Run } from '../run';

/** What is worth keeping of an extract in an error item or a text. */
export function aboutExtract(extract: Extract): About {
	return { id: extract.id, status: extract.status, document_name: documentNameOf(extract) };
}

/** The item of a document without data looks unlike the others, so the user is told what it is. */
export function hintOnNoData({ hint }: Run, extract: Extract, { mode }: OutputSettings): void {
	if (mode === 'extract' || extract.status !== 'FINISHED' || hasExtractedData(extract)) return;
	hint('No data was extracted from', `"${documentNameOf(extract)}"`);
}
