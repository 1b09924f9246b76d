import { latestCreatedAtOf } from '../api/extract';
import { PAGE_SIZE } from '../api/paginate';
import type { Batch } from '../concurrency/batch';
import { createBatch } from '../concurrency/batch';
import type { FoundRows, IsOlder, ListReading, SearchPorts } from './readRows';
import { MOST_ROWS, readRows } from './readRows';
import { SEARCH_DELAYS } from './searchDelays';

/** Reads what is new in the lists of a run, at once for all searches that are due. */
export interface NewRows {
	/**
	 * Reads what is new in a list, whatever its name. The reading begins after it was asked for.
	 *
	 * @param isOlder tells what is left out
	 * @throws AnesyaApiError, or the reason of the signal
	 */
	read(
		workflow: string | undefined,
		isOlder: IsOlder,
		signal: AbortSignal | undefined,
	): Promise<FoundRows>;
	/** Makes a recovery count while it is under way. */
	during<Result>(workflow: string | undefined, recovery: () => Promise<Result>): Promise<Result>;
	/** Whether a search should read what is new, since several may share that. */
	areShared(workflow: string | undefined): boolean;
}

interface List {
	recoveries: number;
	/** Whether reading it was of no use, and will be of none. */
	isEndless: boolean;
	read: Batch<IsOlder, ListReading>;
}

/** Milliseconds in which searches come together. */
const GATHERING = (SEARCH_DELAYS[0] ?? 0) / 4;

/** Rows that are read for a single search. */
const FEW_ROWS = 2 * PAGE_SIZE;

export function createNewRows(ports: SearchPorts): NewRows {
	const lists = new Map<string | undefined, List>();

	function listOf(workflow: string | undefined): List {
		const known = lists.get(workflow);
		if (known !== undefined) return known;
		const read = createBatch<IsOlder, ListReading>(async (searches, abandoned) => {
			const isOlder: IsOlder = (createdAt) => searches.every((isOld) => isOld(createdAt));
			const limit = searches.length > 1 ? MOST_ROWS : FEW_ROWS;
			const signal = ports.signal ? AbortSignal.any([ports.signal, abandoned]) : abandoned;
			const reading = await readRows({ workflow }, limit, isOlder, { ...ports, signal });
			if (limit === MOST_ROWS) list.isEndless = reading.isEndless;
			return reading;
		}, GATHERING);
		const list: List = { recoveries: 0, isEndless: false, read };
		lists.set(workflow, list);
		return list;
	}

	return {
		async read(workflow, isOlder, signal) {
			const { rows, hasAllSince } = await listOf(workflow).read(isOlder, signal);
			return {
				rows: rows.filter((row) => !isOlder(latestCreatedAtOf(row))),
				areAll: hasAllSince(isOlder),
			};
		},
		async during(workflow, recovery) {
			const list = listOf(workflow);
			list.recoveries += 1;
			try {
				return await recovery();
			} finally {
				list.recoveries -= 1;
			}
		},
		areShared(workflow) {
			const { recoveries, isEndless } = listOf(workflow);
			return recoveries > 1 && !isEndless;
		},
	};
}
