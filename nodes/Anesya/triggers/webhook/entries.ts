import type { GenericValue, IDataObject } from 'n8n-workflow';

import { UUID } from '../../fields/uuid';
import { isRecord } from '../../guards/json';

/** One of the things that a delivery is about. */
export interface Entry {
	/** Its id, as an id of Anesya may look; absent if the entry has none. */
	name?: string;
	/** What may be an extract's id, to be fetched. */
	id?: string;
	/** The entry as the delivery has it. */
	raw: GenericValue;
}

const ONE_UUID = new RegExp(`^${UUID}$`);

/** Ids that are numbers, such as `workflow_session_id` (documented). A text of any other kind is not believed to be an id. */
const ONE_NUMBER = /^\d{1,20}$/;

/** Fields that an extract has, and a session or a workflow has not (documented). */
const EXTRACT_FIELDS = ['document_name', 'document_url', 'extracted_data', 'content'];

/** Fields of an entry that hold an id (documented for extracts). */
const ID_FIELDS = ['id', 'workflow', 'workflow_id', 'workflow_session_id', 'session'];

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

/** The ids of an entry, which is all of it that may come from a stranger. @returns null if it has none */
export function idsOf({ raw, name }: Entry): IDataObject | null {
	const fields = isRecord(raw) ? ID_FIELDS.filter((field) => idFrom(raw[field]) !== undefined) : [];
	const ids = Object.fromEntries(fields.map((field) => [field, isRecord(raw) ? raw[field] : null]));
	if (fields.length > 0) return ids;
	return name === undefined ? null : { id: name };
}

function entryFrom(raw: GenericValue): Entry {
	const name = idFrom(isRecord(raw) ? raw.id : raw);
	if (name === undefined) return { raw };
	return ONE_UUID.test(name) ? { name, id: name, raw } : { name, raw };
}

function idFrom(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.length > 36) return undefined;
	return ONE_UUID.test(text) || ONE_NUMBER.test(text) ? text.toLowerCase() : undefined;
}

function hasIds(list: GenericValue[]): boolean {
	return list.length > 0 && list.every((raw) => entryFrom(raw).id !== undefined);
}
