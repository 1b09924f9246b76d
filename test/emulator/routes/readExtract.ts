import type { Answer } from '../answers';
import { detail } from '../answers';
import type { CallContext, Route } from '../context';
import { exportOf } from '../exports';
import { viewOf } from '../extracts';
import { fileAnswer } from '../files';

const FORMATS = ['csv', 'images', 'json'];

/** `GET /extract/{id}/`, which exports the extract with `download` (documented). */
export const readExtract: Route = {
	method: 'GET',
	path: /^\/extract\/([^/]+)\/$/,

	async answer(call) {
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
			return file === undefined ? nothing(call, body) : fileAnswer(file, call);
		}
		if (hasEnded || settings.notReady === '200') return { status: 200, body };
		return settings.notReady === '202' ? { status: 202, body } : { status: 202 };
	},
};

/** "If no schema is present in the extraction, nothing will be downloaded": how that is answered is unknown. */
function nothing({ settings }: CallContext, extract: unknown): Answer {
	if (settings.nothing === '404') return detail(404, 'Not found.');
	if (settings.nothing === 'extract') return { status: 200, body: extract };
	return { status: settings.nothing === '204' ? 204 : 200 };
}
