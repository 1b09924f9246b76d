import type { Route } from '../context';
import { detail } from '../responses';

/** `DELETE /extract/{id}/` (the operation is documented; its path and its response are not). */
export const deleteExtract: Route = {
	method: 'DELETE',
	path: /^\/extract\/([^/]+)\/$/,

	handle({ ids, extracts, settings }) {
		if (!extracts.byId.delete(ids[0] ?? ''))
			return detail(404, 'No Extract matches the given query.');
		return settings.deletionStatus === 204
			? { status: 204 }
			: { status: settings.deletionStatus, body: {} };
	},
};
