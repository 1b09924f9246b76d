import { detail } from '../answers';
import type { Route } from '../context';

/** `DELETE /extract/{id}/` (the operation is documented; its path and its answer are not). */
export const deleteExtract: Route = {
	method: 'DELETE',
	path: /^\/extract\/([^/]+)\/$/,

	answer({ ids, extracts, settings }) {
		if (!extracts.byId.delete(ids[0] ?? ''))
			return detail(404, 'No Extract matches the given query.');
		return settings.deleted === 204 ? { status: 204 } : { status: settings.deleted, body: {} };
	},
};
