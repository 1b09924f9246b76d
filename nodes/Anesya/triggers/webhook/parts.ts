import type { GenericValue } from 'n8n-workflow';

import { isRecord } from '../../api/record';
import { UUID } from '../../fields/uuid';

/** One of the things that a delivery is about. */
export interface Part {
	/** An id of any kind, shortened; absent where it has none. */
	name?: string;
	/** What may be an extract's id, to be fetched. */
	id?: string;
	/** As it stands in the delivery. */
	given: GenericValue;
}

const ONE_UUID = new RegExp(`^${UUID}$`);

/** Fields that tell an extract from a session or a workflow (documented). */
const OF_AN_EXTRACT = ['document_name', 'document_url', 'extracted_data', 'content'];

/**
 * Takes a delivery's `data` apart. For `extract.*` it is one extract (documented); for `workflow.*`
 * it is unknown: one extract, a list, an object with a list in it, a session and nothing are all
 * understood.
 *
 * @returns one part at least
 */
export function partsOf(data: GenericValue): Part[] {
	if (Array.isArray(data) && data.length > 0) return data.map(partFrom);
	if (!isRecord(data) || looksLikeExtract(data)) return [partFrom(data)];
	const inner: GenericValue[] | undefined = Object.values(data).filter(Array.isArray).find(hasIds);
	return inner?.map(partFrom) ?? [partFrom(data)];
}

/** Whether something can be nothing but an extract, even if Anesya does not know its id. */
export function looksLikeExtract(given: unknown): boolean {
	return isRecord(given) && OF_AN_EXTRACT.some((field) => field in given);
}

function partFrom(given: GenericValue): Part {
	const id: unknown = isRecord(given) ? given.id : given;
	if (typeof id === 'string' && ONE_UUID.test(id))
		return { name: id.toLowerCase(), id: id.toLowerCase(), given };
	const isNamed =
		isRecord(given) && (typeof id === 'number' || (typeof id === 'string' && id !== ''));
	return isNamed ? { name: String(id).slice(0, 100), given } : { given };
}

function hasIds(list: GenericValue[]): boolean {
	return list.length > 0 && list.every((entry) => partFrom(entry).id !== undefined);
}
