import type { CallContext } from './context';
import type { EmulatorResponse } from './responses';
import { detail } from './responses';

/** The documented response of a list: one page, with `next` and `previous` as absolute URLs. */
export function paginate<Entry>(
	entries: Entry[],
	rowOf: (entry: Entry) => unknown,
	{ url, request, settings }: CallContext,
): EmulatorResponse {
	const page = Number(url.searchParams.get('page') ?? 1);
	const size = Math.min(pageSizeIn(url.searchParams), settings.maxPageSize);
	const pages = Math.max(1, Math.ceil(entries.length / size));
	if (!Number.isInteger(page) || page < 1 || page > pages) return detail(404, 'Invalid page.');

	const link = (to: number) => {
		const target = new URL(
			url.pathname + url.search,
			`http://${request.headers.host ?? '127.0.0.1'}`,
		);
		target.searchParams.set('page', String(to));
		return target.href;
	};
	return {
		status: 200,
		body: {
			count: entries.length,
			next: page < pages ? link(page + 1) : null,
			previous: page > 1 ? link(page - 1) : null,
			results: entries.slice((page - 1) * size, page * size).map(rowOf),
		},
	};
}

/** An invalid size is ignored, as by Django REST Framework (inferred). */
function pageSizeIn(query: URLSearchParams): number {
	const size = Number(query.get('size'));
	return Number.isInteger(size) && size > 0 ? size : 50;
}
