import type { IDataObject } from 'n8n-workflow';

import { extractionTimeOf, hasEnded } from '../api/extract';
import type { DurationMemory } from './durationMemory';
import type { PendingExtract, WaitResult } from './pendingExtract';
import { kindOf } from './recentUploads';

/** Milliseconds after the upload from which on a wait does not show how long a document took, if it had ended. */
const LATE = 10_000;

/** Documents of a kind that are known, from which on others teach nothing more. */
const FEW = 3;

/** The end of a wait. */
interface EndOfWait {
	kind: string | undefined;
	outcome: WaitResult;
	/** When the check that gave it started. */
	at: number;
}

/** Learns from a wait how long a document took, whether it succeeded or not. */
export function learnDuration(
	durations: DurationMemory,
	{ since, uploadedAt, seenAt }: PendingExtract,
	{ kind, outcome: { extract }, at }: EndOfWait,
): void {
	if (kind === undefined || extract === undefined || !hasEnded(extract)) return;
	const mayHaveEndedBefore = seenAt === undefined && since - uploadedAt > LATE;
	if (mayHaveEndedBefore) return;
	const after = (seenAt ?? uploadedAt) - uploadedAt;
	const end = { after, by: at - uploadedAt, reported: extract.extraction_time };
	durations.note(kind, durationOf(end), at);
}

/**
 * Learns from extracts that are read for another purpose, as long as the waits have told little: it spares
 * the next document the time until something is known.
 */
export function learnInPassing(durations: DurationMemory, rows: IDataObject[]): void {
	for (const row of rows) {
		const milliseconds = extractionTimeOf(row);
		const kind = typeof row.workflow === 'string' ? kindOf(row, row.workflow, false) : undefined;
		if (kind !== undefined && milliseconds !== undefined && durations.of(kind).length < FEW)
			durations.note(kind, milliseconds, -Infinity);
	}
}

/** What a status check tells about the duration of a document that it found to have ended. */
export interface SeenEnd {
	/** Milliseconds from the upload to the last check before the end, and to the one that found it. */
	after: number;
	by: number;
	/** Seconds that Anesya itself reports (`extraction_time`: documented, though not what it includes). */
	reported: unknown;
}

/** @returns milliseconds: what Anesya reports, if it fits what was seen; otherwise the middle */
export function durationOf({ after, by, reported }: SeenEnd): number {
	const milliseconds = typeof reported === 'number' ? reported * 1000 : NaN;
	const fits = after <= milliseconds && milliseconds <= by;
	return Math.max(1, fits ? milliseconds : (after + by) / 2);
}
