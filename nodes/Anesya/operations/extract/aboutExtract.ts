import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import type { ListRow } from '../../api/page';
import { joinBounded } from '../../guards/boundedText';
import { keptNumbersIn } from '../../guards/keptNumbers';
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

/** Characters of a number that are shown, and how many numbers of a document. */
const LONGEST_NUMBER = 40;
const MOST_NUMBERS = 3;

/** Tells which numbers of an extract or a list row are output as something else. */
export function hintOnNumbers({ hint }: Pick<Run, 'hint'>, extract: ListRow): void {
	const { asText, asNull } = keptNumbersIn(extract);
	const tell = (what: string, numbers: string[]) => {
		const shown = numbers.map((number) => number.slice(0, LONGEST_NUMBER));
		const which = joinBounded(shown, ', ', MOST_NUMBERS);
		if (numbers.length > 0) hint(what, `${which} in "${documentNameOf(extract)}"`);
	};
	tell('Numbers that n8n cannot hold with all their digits are output as text:', asText);
	tell('Values that are not numbers are output as null:', asNull);
}
