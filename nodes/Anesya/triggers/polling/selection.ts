import type { Extract } from '../../api/extract';
import { neededParts } from '../../results/neededParts';
import type { OutputSettings } from '../../results/resultItems';
import { isSufficient } from '../../results/sufficient';

/** The most extracts that one poll delivers: more would make a very large execution. */
const PORTION = 1_000;

/** Which extracts a poll delivers, how many, and what of them. */
export interface Selection {
	/** Whether an extract that has ended starts the workflow. */
	isWanted(extract: Extract): boolean;
	/** Whether a row has all that the output needs. */
	isEnough(row: Extract): boolean;
	/** An extract without what the output does not need. */
	keep(extract: Extract): Extract;
	/** The most extracts that one poll delivers. */
	portion: number;
}

/** @param statuses that start the workflow */
export function selectionFor(statuses: string[], output: OutputSettings): Selection {
	return {
		isWanted: ({ status }) => statuses.includes(status),
		isEnough: (row) => isSufficient(row, output),
		keep: (extract) => (output.mode === 'extract' ? extract : neededParts(extract, output, false)),
		portion: PORTION,
	};
}
