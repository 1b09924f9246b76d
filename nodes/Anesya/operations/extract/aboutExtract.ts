import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import type { ListRow } from '../../api/page';
import { joinBounded } from '../../guards/boundedText';
import { keptNumbersIn } from '../../guards/keptNumbers';
import type { OutputSettings } from '../../results/resultItems';
import type { About } from '../operation';
import type { Run } from '../run';

/** What is worth keeping of an extract in an error item or a text. */
export function aboutExtract(extract: Extract): About {
	return { id: extract.id, status: extract.status, document_name: documentNameOf(extract) };
}

/**
 * Makes items of an extract that has ended in FINISHED, once all extracts of the run are known.
 *
 * @returns throws a UserError if no extract has the table that the user named
 */
export function addResult(
	{ results, hint }: Pick<Run, 'results' | 'hint'>,
	extract: Extract,
	output: OutputSettings,
): () => IDataObject[] {
	hintOnNumbers({ hint }, extract);
	const makeItems = results.add(extract, output);
	return () => {
		const { items, note } = makeItems();
		if (note !== undefined) hint(note, `"${documentNameOf(extract)}"`);
		return items;
	};
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
