import type { Page } from '../../../../nodes/Anesya/api/page';
import type { Sighting } from '../../../../nodes/Anesya/triggers/polling/sighting';

/** A row of the list, created so many milliseconds after a beginning. */
export function rowAt(createdAt: number, more: object = {}) {
	return { id: `x${createdAt}`, created_at: new Date(createdAt).toISOString(), ...more };
}

export function sightingAt(createdAt: number, more: object = {}): Sighting {
	const row = rowAt(createdAt, more);
	return { id: row.id, createdAt, row };
}

/** A list of rows in pages, with the numbers of the pages that were read. */
export function listOf(times: number[], size = 10) {
	const asked: number[] = [];
	const rows = times.map((time) => rowAt(time));
	return {
		asked,
		rows,
		async read(page: number): Promise<Page> {
			asked.push(page);
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
