import { quotedNameOf } from '../api/extract';
import type { ListRow } from '../api/page';
import { bounded, joinBounded } from '../guards/boundedText';
import { DEEPEST } from '../guards/deepJson';
import { parsingNotesIn } from '../guards/parsingNotes';

/** What is unusual about the items of a document. What several documents have in common makes one sentence. */
export interface Remark {
	/** The beginning of a sentence. */
	what: string;
	/** Its end: the document, and what of it is meant. */
	which: string;
}

/** Characters of a number that are shown, and how many numbers of a document. */
const LONGEST_NUMBER = 40;
const MOST_NUMBERS = 3;

/** On what, anywhere in an extract or a row of a list, is not output as it is: numbers, a name that can do harm, and what is nested too deep. */
export function parsingRemarks(row: ListRow): Remark[] {
	const { asText, asNull, leftOut, nested } = parsingNotesIn(row);
	const deep = () =>
		`What is nested more than ${DEEPEST.toLocaleString('en')} levels deep is output as text, as the JSON that it is, in`;
	const about = (what: string, numbers: string[]): Remark[] => {
		const shown = numbers.map((number) => number.slice(0, LONGEST_NUMBER));
		const which = joinBounded(shown, ', ', MOST_NUMBERS);
		return numbers.length > 0 ? [{ what, which: `${which} in ${quotedNameOf(row)}` }] : [];
	};
	return [
		...about('Numbers that n8n cannot hold with all their digits are output as text:', asText),
		...about('Values that are not numbers are output as null:', asNull),
		...about('Fields with a name that can do harm are left out:', leftOut),
		...(nested.length > 0 ? [remarkOn(row, deep())] : []),
	];
}

const LEFT_OUT =
	"Left out beside the rows, because n8n could not hold that many copies (to have it, choose 'Extracted Data' as the 'Output', or such a table in 'Table Field'):";

/** On fields that the rows of a document do not have. */
export function leftOutRemarks(row: ListRow, fields: string[]): Remark[] {
	const names = joinBounded(
		fields.map((name) => bounded(name, LONGEST_NUMBER)),
		', ',
		MOST_NUMBERS,
	);
	return fields.length > 0 ? [{ what: LEFT_OUT, which: `${names} in ${quotedNameOf(row)}` }] : [];
}

/** @param what the beginning of a sentence that ends with the document's name */
export function remarkOn(row: ListRow, what: string): Remark {
	return { what, which: quotedNameOf(row) };
}

/** All remarks on a document, where they cannot be put together with those on others; '' if there are none. */
export function textOfRemarks(remarks: Remark[]): string {
	return remarks.map(({ what, which }) => `${what} ${which}.`).join(' ');
}
