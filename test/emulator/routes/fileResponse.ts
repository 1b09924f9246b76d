import type { CallContext } from '../context';
import type { ServedFile } from '../files';
import { headersOf } from '../files';
import type { EmulatorResponse } from '../responses';

/** A file, or a redirect to it: which of them 0.8.1 sends is unknown. */
export function fileResponse(file: ServedFile, { url, settings }: CallContext): EmulatorResponse {
	if (settings.fileDelivery === 'storage' && settings.storage !== undefined) {
		return { status: 302, headers: { Location: settings.storage.keep(file) } };
	}
	if (settings.fileDelivery === 'same-host' && !url.searchParams.has('direct')) {
		return { status: 302, headers: { Location: `${url.pathname}?${url.searchParams}&direct=1` } };
	}
	return { status: 200, headers: headersOf(file), file: file.content };
}
