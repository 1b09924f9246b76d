/** Documents of a kind that are remembered: older ones say little about the next. */
const MAX_DOCUMENTS = 30;

/** Kinds of documents; those that have not been seen for longest are forgotten. */
const MAX_KINDS = 500;

/** How long documents took, from the upload to their end, by kind. Documents of one kind resemble each other. */
export interface DurationMemory {
	/** @returns milliseconds, oldest first; empty if nothing is known */
	of(kind: string): readonly number[];
	note(kind: string, milliseconds: number): void;
}

/** Small and bounded, so that one can serve a whole process. */
export function createDurationMemory(): DurationMemory {
	const kinds = new Map<string, readonly number[]>();
	return {
		of: (kind) => kinds.get(kind) ?? [],
		note(kind, milliseconds) {
			const known = [...(kinds.get(kind) ?? []), milliseconds].slice(-MAX_DOCUMENTS);
			kinds.delete(kind);
			kinds.set(kind, known);
			const [oldest] = kinds.keys();
			if (kinds.size > MAX_KINDS && oldest !== undefined) kinds.delete(oldest);
		},
	};
}

/** What a status check tells about the duration of a document that it found to have ended. */
export interface SeenEnd {
	/** Milliseconds from the upload to the last check before the end, and to the one that found it. */
	after: number;
	by: number;
	/** Seconds that Anesya itself reports (`extraction_time`: documented, though not what it includes). */
	reported: unknown;
}

/** @returns milliseconds: what Anesya reports, as far as it fits what was seen; otherwise the middle */
export function durationOf({ after, by, reported }: SeenEnd): number {
	const likely = typeof reported === 'number' && reported > 0 ? reported * 1000 : (after + by) / 2;
	return Math.max(1, Math.min(Math.max(after, likely), by));
}
