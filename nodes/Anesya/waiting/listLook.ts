import type { AnesyaApiError } from '../transport/apiError';
import { isThrottled } from '../transport/apiError';
import { PAGE_SIZE } from '../api/paginate';

/** A single document is looked at by itself: a list tells no more, and is longer. */
const FEWEST_DOCUMENTS = 2;

/** Looks in a row that may go wrong in passing; after more of them each document is looked at by itself, as long as that lasts. */
const SAT_OUT_FAILURES = 2;

/** The same before the list is given up: it does not work, while looks at each do, or the waits would be over. */
const TOLERATED_FAILURES = 5;

/** What a run knows of looking at a workflow's extracts by list requests. */
export interface ListLook {
	/** Requests that the last look took. */
	pages: number;
	/** False for good once the list turned out not to tell what is asked of it, or never to work. */
	isUseful: boolean;
	/** Looks in a row that went wrong in passing. */
	failures: number;
}

/** Before the first look. */
export const UNTRIED: ListLook = { pages: 1, isUseful: true, failures: 0 };

/** Whether a list costs fewer requests than a look at each of these documents. */
export function isWorthIt({ isUseful, pages }: ListLook, documents: number): boolean {
	return isUseful && documents >= FEWEST_DOCUMENTS && documents > pages;
}

/**
 * Pages to read at the most: the order of the list is unknown, and others upload too.
 *
 * @param documents of the whole run, since those that have ended stand in the list as well
 */
export function mostPages(documents: number): number {
	return Math.ceil((documents / PAGE_SIZE) * 1.5) + 1;
}

/**
 * Learns from a look. A list whose rows carry no status, or that does not show most of the documents
 * within a few pages, is not asked again (both unknown of 0.8.1).
 */
export function learnFrom(pages: number, asked: number, found: number): ListLook {
	return { pages: Math.max(1, pages), isUseful: found * 2 >= asked, failures: 0 };
}

/** Learns from a look that went wrong. What passes tells nothing of the list, unlike a refusal, or a success that is no list. */
export function learnFromFailure(before: ListLook, failure: AnesyaApiError): ListLook {
	if (isThrottled(failure)) return before;
	const { retryable, status = Infinity } = failure;
	const failures = before.failures + 1;
	return {
		...before,
		failures,
		isUseful: before.isUseful && retryable && status >= 300 && failures <= TOLERATED_FAILURES,
	};
}

/** Whether the list tells how the documents are, or will in a moment. */
export function isWorking({ isUseful, failures }: ListLook): boolean {
	return isUseful && failures <= SAT_OUT_FAILURES;
}
