import type { CallContext, Route } from '../context';
import { exportOf } from '../exports';
import { viewOf } from '../extracts';
import type { EmulatorResponse } from '../responses';
import { detail } from '../responses';
import { fileResponse } from './fileResponse';

const FORMATS = ['csv', 'images', 'json'];

/** `GET /extract/{id}/`; with `download` it exports the extract (documented). */
export const readExtract: Route = {
	method: 'GET',
	path: /^\/extract\/([^/]+)\/$/,

	async handle(call) {
		const { ids, url, extracts, settings } = call;
		const extract = extracts.byId.get(ids[0] ?? '');
		if (extract === undefined) return detail(404, 'No Extract matches the given query.');
		const body = viewOf(extract);
		const hasEnded = body.status === 'FINISHED' || body.status === 'ERROR';
		const format = url.searchParams.get('download');

		if (format !== null) {
			if (!FORMATS.includes(format))
				return { status: 400, body: { download: [`"${format}" is not a valid choice.`] } };
			if (!hasEnded) return { status: 202, body: { detail: 'Accepted but not ready.' } };
			const file = await exportOf(extract, body, format);
			return file === undefined ? emptyExport(call, body) : fileResponse(file, call);
		}
		if (hasEnded || settings.notReady === '200') return { status: 200, body };
		return settings.notReady === '202' ? { status: 202, body } : { status: 202 };
	},
};

/** "If no schema is present in the extraction, nothing will be downloaded": what the response is, is unknown. */
function emptyExport({ settings }: CallContext, extract: unknown): EmulatorResponse {
	if (settings.emptyExport === '404') return detail(404, 'Not found.');
	if (settings.emptyExport === 'extract') return { status: 200, body: extract };
	return { status: settings.emptyExport === '204' ? 204 : 200 };
}
