import type { FairMemory } from '../guards/fairMemory';
import { createFairMemory } from '../guards/fairMemory';

/** Documents of a kind that are remembered: older ones say little about the next. */
const MAX_DOCUMENTS = 30;

/** Kinds of documents of all accounts; those that have not been seen for longest are forgotten. */
const MAX_KINDS = 500;

/** Milliseconds after the last document of a kind for which the next one is likely to be like it. */
const FRESH = 600_000;

/** Milliseconds throughout. */
interface Known {
	/** Oldest first. */
	durations: readonly number[];
	/** When the last one was noted. */
	at: number;
}

type Kinds = FairMemory<Known>;

const NOTHING: readonly number[] = [];

/** What one or several accounts remember. */
export function createKinds(): Kinds {
	return createFairMemory(MAX_KINDS);
}

/** How long documents took, from the upload to their end, by kind. Documents of one kind resemble each other. */
export interface DurationMemory {
	/** @returns milliseconds, oldest first; empty if nothing is known */
	of(kind: string): readonly number[];
	/** Whether that is recent. @param now by the clock of `note` */
	isFresh(kind: string, now: number): boolean;
	/** @param now milliseconds of a monotonic clock; -Infinity if it was some time ago */
	note(kind: string, milliseconds: number, now: number): void;
}

/** The memory of an account. @param kinds of all accounts that share it */
export function createDurationMemory(account = '', kinds = createKinds()): DurationMemory {
	const of = (kind: string) => kinds.get(account, kind)?.durations ?? NOTHING;
	return {
		of,
		isFresh: (kind, now) => now - (kinds.get(account, kind)?.at ?? -Infinity) <= FRESH,
		note(kind, milliseconds, now) {
			const durations = [...of(kind), milliseconds].slice(-MAX_DOCUMENTS);
			const at = Math.max(now, kinds.get(account, kind)?.at ?? -Infinity);
			kinds.set(account, kind, { durations, at });
		},
	};
}
