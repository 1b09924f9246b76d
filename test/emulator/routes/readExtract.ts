import { detail } from '../answers';
import type { Route } from '../context';
import { viewOf } from '../extracts';

/** `GET /extract/{id}/` (documented). */
export const readExtract: Route = {
	method: 'GET',
	path: /^\/extract\/([^/]+)\/$/,

	answer({ ids, extracts, settings }) {
		const extract = extracts.byId.get(ids[0] ?? '');
		if (extract === undefined) return detail(404, 'No Extract matches the given query.');
		const body = viewOf(extract);
		const hasEnded = body.status === 'FINISHED' || body.status === 'ERROR';
		if (hasEnded || settings.notReady === '200') return { status: 200, body };
		return settings.notReady === '202' ? { status: 202, body } : { status: 202 };
	},
};
