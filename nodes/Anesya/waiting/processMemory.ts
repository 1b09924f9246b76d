import type { DurationMemory } from './durationMemory';
import { createDurationMemory, createKinds } from './durationMemory';
import type { RecentUploads } from './recentUploads';
import { createRecentUploads, createUploadMemory } from './recentUploads';
import type { RowTexts } from './rowTexts';
import { createRowTextMemory, createRowTexts } from './rowTexts';

const KINDS = createKinds();
const UPLOADS = createUploadMemory();
const ROW_TEXTS = createRowTextMemory();

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
