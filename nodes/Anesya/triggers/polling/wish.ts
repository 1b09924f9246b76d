import type { Extract } from '../../api/extract';
import { neededParts } from '../../results/neededParts';
import type { OutputSettings } from '../../results/resultItems';
import { isSufficient } from '../../results/sufficient';

/** Extracts that one poll delivers. More of them would be a very large execution. */
const PORTION = 1_000;

/** What the user wants of the extracts, and what one poll may deliver. */
export interface Wish {
	/** Whether one that has ended starts the workflow. */
	isWanted(extract: Extract): boolean;
	/** Whether a row has all that the output needs. */
	isEnough(row: Extract): boolean;
	/** An extract without what the output does not need. */
	keep(extract: Extract): Extract;
	/** Extracts at most. */
	portion: number;
}

/** @param statuses that start the workflow */
export function wishFor(statuses: string[], output: OutputSettings): Wish {
	return {
		isWanted: ({ status }) => statuses.includes(status),
		isEnough: (row) => isSufficient(row, output),
		keep: (extract) => (output.mode === 'extract' ? extract : neededParts(extract, output, false)),
		portion: PORTION,
	};
}
