import type { GenericValue } from 'n8n-workflow';

import { UUID } from '../../fields/uuid';
import { isRecord } from '../../guards/json';

/** One of the things that a delivery is about. */
export interface Entry {
	/** An id of any kind, shortened; absent if the entry has none. */
	name?: string;
	/** What may be an extract's id, to be fetched. */
	id?: string;
	/** The entry as the delivery has it. */
	raw: GenericValue;
}

const ONE_UUID = new RegExp(`^${UUID}$`);

/** Characters of a name. The ledger keeps many of them, and a call may send any text as an id. */
const LONGEST_NAME = 100;

/** Fields that an extract has, and a session or a workflow has not (documented). */
const EXTRACT_FIELDS = ['document_name', 'document_url', 'extracted_data', 'content'];

/**
 * Finds the entries in a delivery's `data`. For `extract.*` it is one extract (documented). For
 * `workflow.*` it is unknown: one extract, a list, an object with a list in it, a session and nothing
 * are all understood.
 *
 * @returns at least one entry
 */
export function entriesFrom(data: GenericValue): Entry[] {
	if (Array.isArray(data) && data.length > 0) return data.map(entryFrom);
	if (!isRecord(data) || hasExtractFields(data)) return [entryFrom(data)];
	const inner: GenericValue[] | undefined = Object.values(data).filter(Array.isArray).find(hasIds);
	return inner?.map(entryFrom) ?? [entryFrom(data)];
}

/**
 * Recognises an extract by the fields that only extracts have. It can be nothing else then, even if
 * Anesya does not know its id.
 */
export function hasExtractFields(raw: unknown): boolean {
	return isRecord(raw) && EXTRACT_FIELDS.some((field) => field in raw);
}

function entryFrom(raw: GenericValue): Entry {
	const id: unknown = isRecord(raw) ? raw.id : raw;
	if (typeof id === 'string' && ONE_UUID.test(id))
		return { name: id.toLowerCase(), id: id.toLowerCase(), raw };
	const isNamed =
		isRecord(raw) && (typeof id === 'number' || (typeof id === 'string' && id !== ''));
	return isNamed ? { name: String(id).slice(0, LONGEST_NAME), raw } : { raw };
}

function hasIds(list: GenericValue[]): boolean {
	return list.length > 0 && list.every((raw) => entryFrom(raw).id !== undefined);
}
