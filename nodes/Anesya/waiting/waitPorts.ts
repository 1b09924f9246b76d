import type { ExtractReading } from '../api/getExtract';
import type { DurationMemory } from './durationMemory';
import type { ListedStatuses } from './listStatuses';
import type { RowTexts } from './rowTexts';

/** What waiting needs from outside, handed in so that tests can run it in virtual time. */
export interface WaitPorts {
	/**
	 * Reads one extract.
	 *
	 * @param signal aborted once nobody waits for the reading any more: if it still queues, it is not made
	 * @throws AnesyaApiError, or the reason of an abort
	 */
	read(id: string, signal: AbortSignal): Promise<ExtractReading>;
	/** Looks up extracts of a workflow in the list of extracts. Throws as `read` does. */
	readList(
		workflow: string,
		ids: ReadonlySet<string>,
		maxRows: number,
		signal: AbortSignal,
	): Promise<ListedStatuses>;
	/** Milliseconds of a monotonic clock. */
	now(): number;
	/** @throws when the execution is stopped */
	sleep(milliseconds: number): Promise<void>;
	random(): number;
	/** How long documents of the account took. */
	durations: DurationMemory;
	rowTexts: RowTexts;
}
