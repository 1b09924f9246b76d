import type { Route } from '../context';
import { pageOf } from '../page';

/** `GET /schema/`: page by page (documented). */
export const listSchemas: Route = {
	method: 'GET',
	path: /^\/schema\/$/,
	answer: (call) => pageOf([...call.schemas.byId.values()], (schema) => schema, call),
};
