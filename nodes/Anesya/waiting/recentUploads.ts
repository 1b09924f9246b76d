import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import type { FairMemory } from '../guards/fairMemory';
import { createFairMemory } from '../guards/fairMemory';

/** Uploads of all accounts that are remembered. */
const MAX_UPLOADS = 5_000;

/** What the node that uploaded a document knows about it, and the one that waits for it needs. */
export interface RecentUpload {
	/** Milliseconds of a monotonic clock. */
	uploadedAt: number;
	/** The workflow that it went to, if any. */
	workflow?: string;
	/** The documents that it is like: they take about equally long. */
	kind?: string;
	/** Whether others were uploaded with it. */
	isOneOfMany: boolean;
}

/** The uploads of this process: an upload and the wait for it may be two nodes. */
export interface RecentUploads {
	note(extract: Extract, upload: Omit<RecentUpload, 'kind'>): void;
	/** @returns undefined if another process uploaded it, or long ago */
	of(id: string): RecentUpload | undefined;
}

/** What one or several accounts remember. */
export function createUploadMemory(): FairMemory<RecentUpload> {
	return createFairMemory(MAX_UPLOADS);
}

/** Those of an account. @param uploads of all accounts that share them */
export function createRecentUploads(
	account: string,
	uploads = createUploadMemory(),
): RecentUploads {
	return {
		note(extract, { workflow: destination, ...upload }) {
			const workflow = typeof extract.workflow === 'string' ? extract.workflow : destination;
			const kind = kindOf(extract, workflow, upload.isOneOfMany);
			uploads.set(account, extract.id, { ...upload, workflow, kind });
		},
		of: (id) => uploads.get(account, id),
	};
}

/**
 * Documents of a workflow take about the same time, or else those with the same schema. Many at once may take
 * longer than a single one, if they wait for each other.
 */
export function kindOf(
	{ schema }: IDataObject,
	workflow: string | undefined,
	isOneOfMany: boolean,
): string | undefined {
	const size = isOneOfMany ? 'many' : 'one';
	if (workflow !== undefined) return `${size}, workflow ${workflow}`;
	return typeof schema === 'string' ? `${size}, schema ${schema}` : undefined;
}
