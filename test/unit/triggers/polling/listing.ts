import type { Page } from '../../../../nodes/Anesya/api/page';
import type { ListedExtract } from '../../../../nodes/Anesya/triggers/polling/listedExtract';

/** A row of the list, created this many milliseconds after 1970. */
export function rowAt(createdAt: number, more: object = {}) {
	return { id: `x${createdAt}`, created_at: new Date(createdAt).toISOString(), ...more };
}

export function listedAt(createdAt: number, more: object = {}): ListedExtract {
	const row = rowAt(createdAt, more);
	return { id: row.id, createdAt, row };
}

/** A list in pages. `requested` holds the numbers of the pages that were read. */
export function listOf(times: number[], size = 10) {
	const requested: number[] = [];
	const rows = times.map((time) => rowAt(time));
	return {
		requested,
		rows,
		async readPage(page: number): Promise<Page> {
			requested.push(page);
			const part = rows.slice((page - 1) * size, page * size);
			return {
				rows: part,
				count: part.length > 0 || page === 1 ? rows.length : undefined,
				hasNext: page * size < rows.length,
			};
		},
	};
}

/** 1, 2, ... */
export function upTo(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}
