/*
 * This folder is Anesya's API: one file for each call (getExtract.ts, listExtracts.ts,
 * deleteExtract.ts, uploadToWorkflow.ts, uploadWithoutWorkflow.ts; those of schemas in schemas.ts) and
 * the shapes of what comes back: an extract in this file, a page of a list in page.ts. paginate.ts
 * reads a list of several pages.
 */
import type { IDataObject } from 'n8n-workflow';

import { boundedName } from '../guards/boundedText';
import { isRecord, parseJson } from '../guards/json';
import type { ApiResponse } from '../transport/response';
import { unexpectedResponse } from '../transport/statusError';
import { inKnownForm, isId, isListRow, knownId, UUID } from './page';

/**
 * An extract as Anesya returns it. Only the fields that this node relies on are named; everything else
 * is passed on unchanged. Documented states are CREATED, IN_PROGRESS, FINISHED and ERROR. That they
 * come in this order is inferred, and an unknown one is not an error: Anesya may add some.
 */
export interface Extract extends IDataObject {
	id: string;
	status: string;
}

/** Without an id and a status, a value cannot be told apart from something else. */
export function isExtract(value: unknown): value is Extract {
	return isListRow(value) && typeof value.status === 'string';
}

/**
 * The extracts in the response to an upload, whether a list or a single one.
 *
 * @param expected for the text of an error, for instance `an extract`
 * @returns at least one
 * @throws AnesyaApiError when there is none, or when one of them is not an extract
 */
export function parseExtracts(response: ApiResponse, expected: string): Extract[] {
	const extracts: unknown[] = Array.isArray(response.json) ? response.json : [response.json];
	if (extracts.length === 0 || !extracts.every(isExtract))
		throw unexpectedResponse(response, expected).with({
			candidates: [...idsIn(response.json), ...idsInText(response.unread)],
		});
	return extracts.map(inKnownForm);
}

/**
 * IDs in a response that is not understood: they may be those of what was charged. Each comes once.
 *
 * @param json an object, a list or bare IDs, be it as it is or as a value of another object
 */
export function idsIn(json: unknown): string[] {
	const isEnvelope = isRecord(json) && json.id === undefined;
	const values = isEnvelope ? Object.values(json).filter(isListOrRecord) : [json];
	const ids = values.flat().map((entry) => (isRecord(entry) ? entry.id : bareId(entry)));
	return [...new Set(ids.filter(isId).map(knownId))].slice(0, MOST_IDS);
}

function isListOrRecord(value: unknown): boolean {
	return typeof value === 'object';
}

/** Any text may be an ID where it is called one, but elsewhere only a UUID. */
function bareId(value: unknown): string | undefined {
	return typeof value === 'string' && UUID.test(value) ? value : undefined;
}

/** IDs that an error names at most. */
const MOST_IDS = 100;

const ID_IN_TEXT =
	/"id"\s{0,9}:\s{0,9}"([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})"/gi;

/** The same in what arrived of a response that is cut off. */
function idsInText(text = ''): string[] {
	const ids = new Set<string>();
	for (const [, id = ''] of text.matchAll(ID_IN_TEXT)) {
		ids.add(knownId(id));
		if (ids.size === MOST_IDS) break;
	}
	return [...ids];
}

/** The key in an extract's metadata that holds the ID of its upload. */
export const UPLOAD_ID_KEY = 'n8n_upload_id';

/**
 * The ID under which this node uploaded an extract. It goes into the metadata, which is documented for
 * identifiers and integration info and can be filtered by.
 *
 * @param extract or a list row
 */
export function uploadIdIn({ metadata }: IDataObject): string | undefined {
	const given = typeof metadata === 'string' ? parseJson(metadata) : metadata;
	const id = isRecord(given) ? given[UPLOAD_ID_KEY] : undefined;
	return typeof id === 'string' ? id : undefined;
}

/** Whether Anesya will not change this extract any more. */
export function hasEnded(extract: Extract): boolean {
	return extract.status === 'FINISHED' || extract.status === 'ERROR';
}

/**
 * Whether an extract is finished although its data is not there yet. It is null until there is a result
 * (documented); with a schema, a result has data. Whether both are stored at once is unknown.
 */
export function lacksData({ status, schema, extracted_data }: Extract): boolean {
	return status === 'FINISHED' && Boolean(schema) && (extracted_data ?? null) === null;
}

/** Seconds of an extraction; more would be milliseconds, if the unit were another one. */
const LONGEST_EXTRACTION = 1_000;

/**
 * How long Anesya worked on a finished extract or list row: milliseconds, undefined if it does not say, or
 * nothing likely. `extraction_time` is in seconds (inferred from the one documented sample).
 */
export function extractionTimeOf({ status, extraction_time }: IDataObject): number | undefined {
	if (status !== 'FINISHED' || typeof extraction_time !== 'number') return undefined;
	const isLikely = extraction_time > 0 && extraction_time < LONGEST_EXTRACTION;
	return isLikely ? extraction_time * 1000 : undefined;
}

/** When an extract or a list row was created: milliseconds since 1970, NaN if it does not say. */
export function createdAtOf({ created_at }: IDataObject): number {
	return typeof created_at === 'string' ? Date.parse(created_at) : NaN;
}

/** The time of day in a date, as far as it is given and not zero: hours, minutes, seconds, fraction. */
const TIME_OF_DAY = /[T ]\d\d(?::(?!00)(\d\d)|:00)?(?::(?!00)(\d\d)|:00)?(?:[.,]0*([1-9])\d*)?/;

/**
 * The last moment that the date of an extract or a list row may mean: milliseconds since 1970, NaN if it
 * has none. How precise dates are is unknown: a whole minute or hour may be a rounded one.
 */
export function latestCreatedAtOf(row: IDataObject): number {
	const time = TIME_OF_DAY.exec(String(row.created_at));
	const [, minutes, seconds, fraction] = time ?? [];
	if ((seconds ?? fraction) !== undefined) return createdAtOf(row);
	const ofTime = minutes === undefined ? HOUR : MINUTE;
	return createdAtOf(row) + (time === null ? DAY : ofTime);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The file name of an extract or a list row, or its id if Anesya has no name (`document_name` may be null). */
export function documentNameOf({ id, document_name }: IDataObject & { id: string }): string {
	return typeof document_name === 'string' && document_name !== '' ? document_name : id;
}

/** The same in quotes, for a text. */
export function quotedNameOf(row: IDataObject & { id: string }): string {
	return `"${boundedName(documentNameOf(row))}"`;
}
