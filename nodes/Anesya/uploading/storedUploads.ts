import type { ITaskMetadata } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { isRecord } from '../guards/json';
import { AnesyaApiError } from '../transport/apiError';
import type { LedgerEntry } from './ledgerEntry';

/**
 * What n8n keeps of the uploads of a node in the metadata of its task: beside the items, so that no
 * field of the user is touched. It is stored with the execution, and comes back when a failed execution
 * is retried, also after a restart or on another worker (measured on 1.123 and 2.41).
 */
interface StoredUpload {
	/** Tells the uploads of a node apart. */
	upload: string;
	ids: string[];
	/** Those of `ids` that ended in ERROR. */
	failed?: string[];
	/** The ID in the metadata of the extract, see `Upload.uploadId`. */
	uploadId?: string;
	/** Set while it is open whether Anesya accepted the upload: when it was sent, in milliseconds since 1970. */
	sentAt?: number;
	/** The extracts that it may have become. */
	candidates?: string[];
}

interface Metadata extends ITaskMetadata {
	anesya: { uploads: StoredUpload[] };
}

/** Uploads that are stored; each takes about 100 bytes. */
const MAX_STORED = 5_000;

/** @param entries each with what tells it apart. @returns undefined where there is nothing to store */
export function metadataOf(entries: Array<[string, LedgerEntry]>): Metadata | undefined {
	const uploads = entries
		.filter(([, { extracts, lost }]) => extracts.length > 0 || lost !== undefined)
		.slice(0, MAX_STORED)
		.map(([upload, { extracts, failed, uploadId, lost }]): StoredUpload => ({
			upload,
			ids: extracts.map(({ id }) => id),
			...(failed.size > 0 && { failed: [...failed] }),
			...(lost && { uploadId, sentAt: lost.sentAt?.wall, candidates: lost.candidates }),
		}));
	return uploads.length === 0 ? undefined : { anesya: { uploads } };
}

/** @param metadata as n8n gives it back. @returns the entries, by what tells them apart */
export function storedEntries(metadata: unknown): Map<string, LedgerEntry> {
	const own = isRecord(metadata) ? metadata.anesya : undefined;
	const uploads: unknown = isRecord(own) ? own.uploads : undefined;
	if (!Array.isArray(uploads)) return new Map();
	return new Map(uploads.filter(isStoredUpload).map((stored) => [stored.upload, entryOf(stored)]));
}

function entryOf({ ids, failed, uploadId, sentAt, candidates }: StoredUpload): LedgerEntry {
	const lost =
		sentAt === undefined
			? undefined
			: new AnesyaApiError(
					{ message: 'The upload was interrupted', description: '' },
					{
						retryable: true,
						accepted: 'maybe',
						candidates,
						// As if this process had sent it: its monotonic clock did not run then.
						sentAt: { wall: sentAt, monotonic: performance.now() - (Date.now() - sentAt) },
					},
				);
	return {
		names: [],
		extracts: ids.map((id) => ({ id, status: 'CREATED' })),
		failed: new Set(failed),
		uploadId,
		lost,
		isOfOtherProcess: true,
	};
}

/** Whether no more is known of an extract than what n8n has stored. */
export function isIdOnly(extract: Extract): boolean {
	return Object.keys(extract).length === 2;
}

function isStoredUpload(value: unknown): value is StoredUpload {
	if (!isRecord(value)) return false;
	const { upload, ids, failed, uploadId, sentAt, candidates } = value;
	return (
		typeof upload === 'string' &&
		isListOfTexts(ids) &&
		(failed === undefined || isListOfTexts(failed)) &&
		(uploadId === undefined || typeof uploadId === 'string') &&
		(sentAt === undefined || typeof sentAt === 'number') &&
		(candidates === undefined || isListOfTexts(candidates))
	);
}

function isListOfTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
