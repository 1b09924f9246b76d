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
		.filter((request) => !isStatusCheck(request))
		.map((request) => request.endedAt ?? request.at)
		.filter((at) => at <= endedAt);
	const waitsFrom = uploads ? Math.max(startedAt, ...uploadsEnded) : startedAt;
	const overdue = endedAt - waitsFrom - tries * (timeout + TOLERANCE);
	return Math.max(0, overdue);
}

/** A search for a lost upload also reads documents, and where they redirect to. What it finds that is new is listed as in a status check. */
function isStatusCheck({ method, path, query }: RecordedRequest): boolean {
	if (method !== 'GET' || !path.startsWith('/extract/')) return false;
	const { search, meta_key: key, size } = query;
	const isProbe = size === '1';
	return search === undefined && key === undefined && !isProbe;
}
