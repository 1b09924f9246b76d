import type { Answer } from './answers';
import { detail } from './answers';
import type { CallContext } from './context';

/** The documented answer of a list: one page of it, with `next` and `previous` as absolute addresses. */
export function pageOf<Entry>(
	entries: Entry[],
	rowOf: (entry: Entry) => unknown,
	{ url, request, settings }: CallContext,
): Answer {
	const page = Number(url.searchParams.get('page') ?? 1);
	const size = Math.min(sizeIn(url.searchParams), settings.largestPage);
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

/** What is no size is ignored, as Django REST Framework does (inferred). */
function sizeIn(query: URLSearchParams): number {
	const size = Number(query.get('size'));
	return Number.isInteger(size) && size > 0 ? size : 50;
}
