import { RECOVERY_TIME_LIMIT } from '../../nodes/Anesya/transport/timeLimits';
import type { RecordedRequest } from '../emulator';
import type { NodeRun } from './visibleResult';

/** Milliseconds that a document may end after its Timeout. */
const TOLERANCE = 5_000;

/**
 * How long after its deadline a run ended. The time of a document counts from the end of its upload, so
 * that of a run from the end of the last upload, or of the last search for a lost one: within the time that
 * a recovery may take, what is listed may be a search, too. In an outage uploads are held back, and only
 * probes are sent.
 *
 * @param requests all requests that Anesya got
 * @returns milliseconds; 0 if it ended in time
 */
export function overdueBy(
	{ uploads, tries, startedAt, endedAt, timeout }: NodeRun,
	requests: readonly RecordedRequest[],
): number {
	const endsOf = (kinds: RequestKind[]) =>
		requests
			.filter((request) => kinds.includes(kindOf(request)))
			.map((request) => request.endedAt ?? request.at)
			.filter((at) => at <= endedAt);
	const uploadsEnded = Math.max(startedAt, ...endsOf(['upload or search']));
	const searchesEnded = endsOf(['list']).filter((at) => at <= uploadsEnded + RECOVERY_TIME_LIMIT);
	const waitsFrom = uploads ? Math.max(uploadsEnded, ...searchesEnded) : startedAt;
	const overdue = endedAt - waitsFrom - tries * (timeout + TOLERANCE);
	return Math.max(0, overdue);
}

type RequestKind = 'upload or search' | 'list' | 'status check';

/** A search for a lost upload also reads documents, and where they redirect to. */
function kindOf({ method, path, query }: RecordedRequest): RequestKind {
	if (method !== 'GET' || !path.startsWith('/extract/')) return 'upload or search';
	if (PROBE.test(path) || query.size === '1') return 'upload or search';
	if (path !== '/extract/') return 'status check';
	const { search, meta_key: key } = query;
	return search === undefined && key === undefined ? 'list' : 'upload or search';
}

/** A probe asks for an extract that cannot be there, or for one row of the list. */
const PROBE = /^\/extract\/0{8}-(?:0{4}-){3}0{12}\/$/;
