import type { ListRow } from '../api/page';
import type { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import type { FoundRows } from './readRows';

/** What is known of an upload whose response was lost. */
export interface LostResponse {
	/** What it is known by to other uploads, see `memory`. */
	keys: string[];
	/** When the request left this machine. */
	sentAt: Instant;
	/** When the response was lost; undefined if that is unknown. */
	lostAt?: Instant;
	error: AnesyaApiError;
	/** IDs that its own response names. */
	named?: string[];
	/** Whether an earlier upload of its name is unresolved, so that an extract may belong to that one. */
	followsUnresolved: boolean;
	/** How many searches are made at most. */
	searches?: number;
}

/** What a search for an upload showed. */
export interface Sighting {
	/** Its rows, if it is certain that they are. */
	own?: ListRow[];
	/** Rows that may be its own. */
	candidates: ListRow[];
	/** Rows that seemed to be its own, and that another upload has taken meanwhile. */
	contested?: ListRow[];
}

/** A sighting, and whether it saw all rows that matter: without candidates, there are none then. */
export type Judged = Sighting & Pick<FoundRows, 'areAll'>;

/** The rows of both, each once. */
export function union(rows: ListRow[], others: ListRow[]): ListRow[] {
	return [...new Map([...rows, ...others].map((row) => [row.id, row])).values()];
}
