import { createdAtOf } from '../../api/extract';
import type { ListRow } from '../../api/page';
import { AnesyaApiError } from '../../transport/apiError';

/** An extract seen in a list. */
export interface ListedExtract {
	id: string;
	/** Milliseconds since 1970, by the server's clock. */
	createdAt: number;
	row: ListRow;
}

/** @throws AnesyaApiError for a row without `created_at`, which every extract has (documented) */
export function listedExtractFrom(row: ListRow): ListedExtract {
	const createdAt = createdAtOf(row);
	if (Number.isFinite(createdAt)) return { id: row.id, createdAt, row };
	throw new AnesyaApiError(
		{
			message: "Anesya's list of extracts does not say when an extract was created",
			description:
				'Without this date, the Anesya Polling Trigger cannot tell new extracts from old ones. Use the Anesya Trigger instead: Anesya notifies it of each extract.',
		},
		{ retryable: false, accepted: 'no' },
	);
}

/** For sorting by creation. The ID makes the order the same each time. */
export function oldestFirst(
	a: { id: string; createdAt: number },
	b: { id: string; createdAt: number },
): number {
	return a.createdAt - b.createdAt || (a.id < b.id ? -1 : Number(a.id > b.id));
}
