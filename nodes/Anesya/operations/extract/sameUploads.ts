import type { Document } from '../../documents/inspectFile';
import type { Destination } from './destinations';

/** The documents of a request, and what tells it apart from the other requests of a run. */
export interface RequestPlace {
	itemIndex: number;
	/** Whether an expression may have given the files of another item. */
	isChosen: boolean;
	destination: Pick<Destination, 'key' | 'metadata'>;
}

/**
 * Tells which uploads of a run are the same one, which is paid for once: nodes that split an item leave
 * its file on each part, a table has a link in several rows, and `{{ $('Download').all() }}` gives the
 * files of all items to each item.
 *
 * @returns gives the same key to requests of the same files to the same destination
 */
export function createUploadKeys(): (request: Document[], place: RequestPlace) => string {
	/** Of files that n8n keeps in memory, by their content. */
	const contents = new Map<string, number>();
	const numberOf = (content: string) => {
		const number = contents.get(content) ?? contents.size;
		contents.set(content, number);
		return number;
	};

	return (request, { itemIndex, isChosen, destination: { key, metadata } }) => {
		const files = request.map(({ field, binary: { id, data }, file: { name } }) => {
			if (id !== undefined) return { id, name };
			return isChosen ? { content: numberOf(data), name } : { itemIndex, field };
		});
		return JSON.stringify([key, metadata, files]);
	};
}
