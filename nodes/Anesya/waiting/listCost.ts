import { PAGE_SIZE } from '../api/paginate';

/** Characters of documents' text in the rows that count as one request more. */
const TEXT_OF_A_REQUEST = 20_000;

/** What reading a list costs, in requests. @param textLength characters of documents' text in its rows */
export function costOf(pages: number, textLength: number): number {
	return Math.max(1, pages) + Math.floor(textLength / TEXT_OF_A_REQUEST);
}

/** How many rows to read at most. The order of a list is unknown, and others upload too: half as many again, and a page. */
export function maxRows(documents: number): number {
	return Math.ceil(documents * 1.5) + PAGE_SIZE;
}
