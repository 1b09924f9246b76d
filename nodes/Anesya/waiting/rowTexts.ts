import type { FairMemory } from '../guards/fairMemory';
import { createFairMemory } from '../guards/fairMemory';

/** Workflows of all accounts that are remembered. */
const MAX_WORKFLOWS = 500;

/** Milliseconds for which it holds: Anesya, or what users upload, may change. */
const VALID = 3_600_000;

interface Known {
	length: number;
	at: number;
}

/** How long the text in a row of each workflow's list is: it can make one reading dearer than many single reads. */
export interface RowTexts {
	/** @returns characters on average; 0 if nothing is known. @param now by the clock of `note` */
	of(workflow: string, now: number): number;
	note(workflow: string, length: number, now: number): void;
}

/** What one or several accounts remember. */
export function createRowTextMemory(): FairMemory<Known> {
	return createFairMemory(MAX_WORKFLOWS);
}

/** Those of an account. @param texts of all accounts that share them */
export function createRowTexts(account = '', texts = createRowTextMemory()): RowTexts {
	return {
		of(workflow, now) {
			const { length, at } = texts.get(account, workflow) ?? { length: 0, at: 0 };
			return now - at <= VALID ? length : 0;
		},
		note(workflow, length, at) {
			texts.set(account, workflow, { length, at });
		},
	};
}
