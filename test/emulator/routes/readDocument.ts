import type { Route } from '../context';
import { detail } from '../responses';
import { fileResponse } from './fileResponse';

/** `GET /document/{id}/?type=extract`: the stored file (the path as in `document_url`; the response is unknown). */
export const readDocument: Route = {
	method: 'GET',
	path: /^\/document\/([^/]+)\/$/,

	handle(call) {
		const { ids, url, extracts } = call;
		if (url.searchParams.get('type') !== 'extract')
			return { status: 400, body: { type: ['This field is required.'] } };
		const extract = [...extracts.byId.values()].find(({ documentId }) => documentId === ids[0]);
		if (extract?.file === undefined) return detail(404, 'No Document matches the given query.');
		const { type, path } = extract.file;
		return fileResponse({ name: extract.documentName, type, content: path }, call);
	},
};
