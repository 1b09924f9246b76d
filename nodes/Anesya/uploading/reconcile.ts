import type { ListRow } from '../api/page';

/** Milliseconds by which the clock that dates extracts may differ from the one that dates answers. */
const CLOCK_DIFFERENCE = 2_000;

/** What was sent in a request whose answer was lost. */
export interface SentUpload {
	/** The file names, one for each file. */
	names: string[];
	/** Where it went; undefined for an upload without a workflow. */
	workflow: string | undefined;
	/** When it was sent, by the server's clock as milliseconds since 1970; undefined where that is unknown. */
	sentAt: number | undefined;
}

/** `found`: these are its extracts. `absent`: there is none. `unclear`: these could be, or some of them. */
export type Reconciliation = { kind: 'found' | 'unclear'; rows: ListRow[] } | { kind: 'absent' };

/**
 * Decides whether a request reached Anesya, from the extracts that bear the names of its files.
 *
 * @param rows of the list of extracts
 * @param isClaimed whether an extract is known to belong to another upload
 */
export function reconcile(
	{ names, workflow, sentAt }: SentUpload,
	rows: ListRow[],
	isClaimed: (id: string) => boolean,
): Reconciliation {
	const wanted = names.map(comparableName);
	const possible = rows.filter(
		(row) =>
			wanted.includes(comparableName(row.document_name)) &&
			!isClaimed(row.id) &&
			!isElsewhere(row, workflow) &&
			!isOlder(row.created_at, sentAt),
	);
	if (possible.length === 0) return { kind: 'absent' };

	const found = possible.map(({ document_name }) => comparableName(document_name));
	const isComplete = [...found].sort().join('\n') === [...wanted].sort().join('\n');
	const areDated =
		sentAt !== undefined && possible.every(({ created_at }) => Number.isFinite(timeOf(created_at)));
	return { kind: isComplete && areDated ? 'found' : 'unclear', rows: possible };
}

/** Anesya may store a name a little differently: how is unknown, and a miss would be paid for twice. */
export function comparableName(name: unknown): string {
	const plain = String(name).normalize('NFKD').toLowerCase();
	return plain.replace(/[^\p{L}\p{N}]+/gu, '') || plain;
}

/** Whether a row carries its workflow is unknown: only one that does, and says another, is out of the question. */
function isElsewhere(row: ListRow, workflow: string | undefined): boolean {
	return typeof row.workflow === 'string' && row.workflow.toLowerCase() !== workflow?.toLowerCase();
}

function isOlder(createdAt: unknown, sentAt: number | undefined): boolean {
	return sentAt !== undefined && timeOf(createdAt) < sentAt - CLOCK_DIFFERENCE;
}

function timeOf(createdAt: unknown): number {
	return typeof createdAt === 'string' ? Date.parse(createdAt) : NaN;
}
