import { detail } from '../answers';
import type { Route } from '../context';
import type { EmulatorSettings } from '../context';
import type { StoredExtract } from '../extracts';
import { viewOf } from '../extracts';
import { inOrder } from '../listOrder';

/** `GET /extract/`: page by page (documented but for the order). */
export const listExtracts: Route = {
	method: 'GET',
	path: /^\/extract\/$/,

	answer({ url, request, extracts, settings }) {
		const page = Number(url.searchParams.get('page') ?? 1);
		const size = sizeIn(url.searchParams);
		const wanted = [...extracts.byId.values()].filter((extract) => isWanted(extract, url.searchParams));
		const found = inOrder(wanted, settings.listOrder);
		const pages = Math.max(1, Math.ceil(found.length / size));
		if (!Number.isInteger(page) || page < 1 || page > pages) return detail(404, 'Invalid page.');

		const link = (to: number) => {
			const target = new URL(url.pathname + url.search, `http://${request.headers.host ?? '127.0.0.1'}`);
			target.searchParams.set('page', String(to));
			return target.href;
		};
		return {
			status: 200,
			body: {
				count: found.length,
				next: page < pages ? link(page + 1) : null,
				previous: page > 1 ? link(page - 1) : null,
				results: found.slice((page - 1) * size, page * size).map((extract) => rowOf(extract, settings)),
			},
		};
	},
};

/** What is no size is ignored, as Django REST Framework does (inferred). */
function sizeIn(query: URLSearchParams): number {
	const size = Number(query.get('size'));
	return Number.isInteger(size) && size > 0 ? size : 50;
}

function isWanted(extract: StoredExtract, query: URLSearchParams): boolean {
	const search = query.get('search')?.toLowerCase() ?? '';
	const session = query.get('workflow_session_id');
	return (
		extract.documentName.toLowerCase().includes(search) &&
		(query.get('workflow_id') ?? extract.workflow) === extract.workflow &&
		(session === null || Number(session) === extract.session) &&
		// Uploads into a workflow take no metadata (documented), so that no extract here has any.
		!query.has('meta_key')
	);
}

/** In a list, `schema` is an object (documented). */
function rowOf(extract: StoredExtract, { listCarriesStatus }: EmulatorSettings): Record<string, unknown> {
	const { status, extracted_data, content, ...row } = viewOf(extract);
	const schema = { name: 'Invoice', description: 'Fields of an invoice', additional_informations: null };
	return listCarriesStatus ? { ...row, schema, status, extracted_data, content } : { ...row, schema };
}
