import type { ExtractReading } from '../api/getExtract';
import type { ListedStatuses } from './listStatuses';

/** The world outside, handed in so that waiting can be tested in virtual time. */
export interface WaitingRoom {
	/** @throws AnesyaApiError, or the reason of a stop */
	read(id: string): Promise<ExtractReading>;
	/** Looks for extracts of a workflow in the list; throws as `read` does. */
	readListed(
		workflow: string,
		ids: ReadonlySet<string>,
		mostPages: number,
	): Promise<ListedStatuses>;
	/** Milliseconds of a clock that never goes back. */
	now(): number;
	/** @throws when the execution is stopped */
	sleep(milliseconds: number): Promise<void>;
	random(): number;
}
