import type { RecordedRequest } from '../emulator';
import type { NodeRun } from './visibleResult';

/** Milliseconds that a document may end after its Timeout. */
const TOLERANCE = 5_000;

/**
 * How long after its deadline a run ended. The time of a document counts from the end of its upload, so
 * that of a run from the end of the last upload, or of the last search for a lost one. In an outage
 * uploads are held back, and only probes are sent.
 *
 * @param requests all requests that Anesya got
 * @returns milliseconds; 0 if it ended in time
 */
export function overdueBy(
	{ uploads, tries, startedAt, endedAt, timeout }: NodeRun,
	requests: readonly RecordedRequest[],
): number {
	const uploadsEnded = requests
		.filter(({ method, query }) => method === 'POST' || isSearch(query) || isProbe(query))
		.map((request) => request.endedAt ?? request.at)
		.filter((at) => at <= endedAt);
	const waitsFrom = uploads ? Math.max(startedAt, ...uploadsEnded) : startedAt;
	const overdue = endedAt - waitsFrom - tries * (timeout + TOLERANCE);
	return Math.max(0, overdue);
}

function isSearch({ search, meta_key }: Record<string, string>): boolean {
	return search !== undefined || meta_key !== undefined;
}

function isProbe({ size }: Record<string, string>): boolean {
	return size === '1';
}
