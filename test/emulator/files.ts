import type { Answer } from './answers';
import type { CallContext } from './context';
import type { ServedFile } from './sendFile';
import { headersOf } from './sendFile';

/** A file, or a redirect to where it is: which of them 0.8.1 answers is unknown. */
export function fileAnswer(file: ServedFile, { url, settings }: CallContext): Answer {
	if (settings.files === 'storage' && settings.storage !== undefined) {
		return { status: 302, headers: { Location: settings.storage.keep(file) } };
	}
	if (settings.files === 'same-host' && !url.searchParams.has('direct')) {
		return { status: 302, headers: { Location: `${url.pathname}?${url.searchParams}&direct=1` } };
	}
	return { status: 200, headers: headersOf(file), file: file.content };
}
