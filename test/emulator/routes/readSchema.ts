import type { Route } from '../context';
import { detail } from '../responses';

/** `GET /schema/{id}/` (documented). */
export const readSchema: Route = {
	method: 'GET',
	path: /^\/schema\/([^/]+)\/$/,

	handle({ ids, schemas }) {
		const schema = schemas.byId.get(ids[0] ?? '');
		return schema === undefined
			? detail(404, 'No ExtractSchema matches the given query.')
			: { status: 200, body: schema };
	},
};
