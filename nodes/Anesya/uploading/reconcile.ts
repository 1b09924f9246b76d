import { createdAtOf, latestCreatedAtOf } from '../api/extract';
import type { ListRow } from '../api/page';
import { comparableName, isSameName } from './documentName';

/** Milliseconds by which the clock that dates extracts may differ from the one that dates responses. */
const CLOCK_DIFFERENCE = 2_000;

/** Milliseconds after a connection breaks in which a server may still create what it received. */
const LATEST_CREATION = 5_000;

/** What was sent in a request whose response was lost. */
export interface SentUpload {
	/** One name for each file. */
	names: string[];
	/** Where it was sent; undefined for an upload without a workflow. */
	workflow: string | undefined;
	/** When it was sent: milliseconds since 1970 by the server's clock; undefined if that is unknown. */
	sentAt: number | undefined;
	/** The same, when its response was lost: one that was created much later is not simply its own. */
	lostAt: number | undefined;
	/** The same; an extract from before certainly is not its own. */
	earliest: number | undefined;
}

/** `found`: the rows are its extracts. `absent`: it has none. `unclear`: some or all of the rows could be its extracts. */
export type Reconciliation = { kind: 'found' | 'unclear'; rows: ListRow[] } | { kind: 'absent' };

/**
 * Decides whether Anesya accepted a request, from the listed extracts with the names of its files.
 *
 * @param rows of the list of extracts
 * @param isClaimed whether an extract is known to belong to another upload
 */
export function reconcile(
	{ names, workflow, earliest, ...time }: SentUpload,
	rows: ListRow[],
	isClaimed: (id: string) => boolean,
): Reconciliation {
	const possible = rows.filter(
		(row) =>
			names.some((name) => isSameName(row.document_name, name)) &&
			!isClaimed(row.id) &&
			isInWorkflow(row, workflow) &&
			!createdBefore(latestCreatedAtOf(row), earliest),
	);
	if (possible.length === 0) return { kind: 'absent' };

	const isComplete = hasOneEach(names, possible);
	const areOfItsTime = possible.every((row) => isOfItsTime(row, time));
	return { kind: isComplete && areOfItsTime ? 'found' : 'unclear', rows: possible };
}

/** Whether an extract was certainly created while an upload was under way, or soon after its response was lost. */
export function isOfItsTime(
	row: ListRow,
	{ sentAt, lostAt = -Infinity }: Pick<SentUpload, 'sentAt' | 'lostAt'>,
): boolean {
	const createdAt = createdAtOf(row);
	const isInTime = createdAt <= lostAt + LATEST_CREATION && !createdBefore(createdAt, sentAt);
	return sentAt !== undefined && isInTime;
}

/** Whether there are as many rows of each name as there are files of it. */
function hasOneEach(names: string[], rows: ListRow[]): boolean {
	const count = (name: string) =>
		rows.filter(({ document_name }) => isSameName(document_name, name)).length;
	const files = (name: string) =>
		names.filter((other) => comparableName(other) === comparableName(name)).length;
	return rows.length === names.length && names.every((name) => count(name) === files(name));
}

/** Whether a row names its workflow is unknown: only a row that names another one is ruled out. */
export function isInWorkflow(row: ListRow, workflow: string | undefined): boolean {
	return typeof row.workflow !== 'string' || row.workflow.toLowerCase() === workflow?.toLowerCase();
}

/**
 * Whether an extract is older than an upload, so that it cannot be its own.
 *
 * @param createdAt milliseconds since 1970, NaN if unknown
 * @param sentAt the same by the server's clock, undefined if unknown
 */
export function createdBefore(createdAt: number, sentAt: number | undefined): boolean {
	return sentAt !== undefined && createdAt < sentAt - CLOCK_DIFFERENCE;
}
