import type { Document } from '../../documents/inspectFile';
import type { Destination } from './destinations';

/**
 * Tells which uploads of a run are the same one, which is paid for once: nodes that split an item leave
 * its file on each part, a table has a link in several rows, and `{{ $('Download').all() }}` gives the
 * files of all items to each item. A file that n8n keeps in memory is copied to each item, so it is known
 * by its content.
 *
 * @returns gives the same key to requests of the same files to the same destination
 */
export function createUploadKeys(): (
	request: Document[],
	destination: Pick<Destination, 'key' | 'metadata'>,
) => string {
	/** The texts of the items themselves, so that nothing is copied. */
	const contents = new Map<string, number>();
	const numberOf = (content: string) => {
		const number = contents.get(content) ?? contents.size;
		contents.set(content, number);
		return number;
	};

	return (request, { key, metadata }) => {
		const files = request.map(({ binary: { id, data }, file: { name, type } }) =>
			id !== undefined ? { id, name } : { content: numberOf(data), name, type },
		);
		return JSON.stringify([key, metadata, files]);
	};
}
