import type { Route } from '../context';
import { paginate } from '../pagination';

/** `GET /schema/`: page by page (documented). */
export const listSchemas: Route = {
	method: 'GET',
	path: /^\/schema\/$/,
	handle: (call) => paginate([...call.schemas.byId.values()], (schema) => schema, call),
};
