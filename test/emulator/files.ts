import type { Answer } from './answers';
import type { CallContext } from './context';

/** A file that a call gives. */
export interface ServedFile {
	name: string;
	type: string;
	/** Bytes, or the path of a file. */
	content: Buffer | string;
}

/** The headers that a file comes with. */
export function headersOf({ name, type }: ServedFile): Record<string, string> {
	return {
		'Content-Type': type,
		'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
	};
}

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
