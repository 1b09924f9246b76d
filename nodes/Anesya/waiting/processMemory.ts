import type { IDataObject } from 'n8n-workflow';

import { extractionTimeOf } from '../api/extract';
import type { DurationMemory } from './durationMemory';
import { createDurationMemory, createKinds } from './durationMemory';
import type { RecentUploads } from './recentUploads';
import { createRecentUploads, createUploadMemory, kindOf } from './recentUploads';
import type { RowTexts } from './rowTexts';
import { createRowTextMemory, createRowTexts } from './rowTexts';

const KINDS = createKinds();
const UPLOADS = createUploadMemory();
const ROW_TEXTS = createRowTextMemory();

/** Documents of a kind that are known, from which on others teach nothing more. */
const FEW = 3;

/** What this n8n process has learned for its waits: shared by all executions of an account. */
export interface WaitMemory {
	durations: DurationMemory;
	recentUploads: RecentUploads;
	rowTexts: RowTexts;
}

export function waitMemoryOf(account: string): WaitMemory {
	return {
		durations: createDurationMemory(account, KINDS),
		recentUploads: createRecentUploads(account, UPLOADS),
		rowTexts: createRowTexts(account, ROW_TEXTS),
	};
}

/**
 * Learns from extracts that are read for another purpose, as long as the waits have told little: it spares
 * the next document the time until something is known.
 */
export function learnInPassing(account: string, rows: IDataObject[]): void {
	const { durations } = waitMemoryOf(account);
	for (const row of rows) {
		const milliseconds = extractionTimeOf(row);
		const kind = typeof row.workflow === 'string' ? kindOf(row, row.workflow, false) : undefined;
		if (kind !== undefined && milliseconds !== undefined && durations.of(kind).length < FEW)
			durations.note(kind, milliseconds, -Infinity);
	}
}
