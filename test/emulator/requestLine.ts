import type { RecordedRequest } from '.';

/** A request in a line, for somebody who watches. */
export function requestLine({ method, path, status, aborted, documents }: RecordedRequest): string {
	const files = documents.map(({ fileName, size }) => ` ${fileName} (${size} bytes)`).join(',');
	return `${new Date().toISOString().slice(11, 19)}  ${aborted ? 'cut' : status}  ${method} ${path}${files}`;
}
