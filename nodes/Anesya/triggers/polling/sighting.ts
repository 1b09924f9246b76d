import { AnesyaApiError } from '../../transport/apiError';
import type { ListRow } from '../../api/page';

/** An extract as it was seen in the list. */
export interface Sighting {
	id: string;
	/** Milliseconds since 1970, by the server's clock. */
	createdAt: number;
	row: ListRow;
}

/** What a row tells. @throws AnesyaApiError for one without `created_at`, which every extract has (documented) */
export function sightingOf(row: ListRow): Sighting {
	const createdAt = typeof row.created_at === 'string' ? Date.parse(row.created_at) : NaN;
	if (Number.isFinite(createdAt)) return { id: row.id, createdAt, row };
	throw new AnesyaApiError(
		{
			message: "Anesya's list does not tell when an extract was created",
			description:
				'New extracts cannot be told from old ones by it. Use the Anesya Trigger instead, to which Anesya reports each extract.',
		},
		{ retryable: false, accepted: 'no' },
	);
}

/** The order of creation; the id makes it the same each time. */
export function byCreation(
	a: { id: string; createdAt: number },
	b: { id: string; createdAt: number },
): number {
	return a.createdAt - b.createdAt || (a.id < b.id ? -1 : Number(a.id > b.id));
}
