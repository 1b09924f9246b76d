import type { Extract } from '../../api/extract';
import { neededParts } from '../../results/neededParts';
import type { OutputSettings } from '../../results/resultItems';
import { isSufficient } from '../../results/sufficient';

/** The most extracts that one poll delivers: more would make a very large execution. */
const PORTION = 1_000;

/** Which extracts a poll delivers, how many, and what of them. */
export interface Selection {
	/** The statuses that start the workflow, in a text. */
	triggerOn: string;
	/** Whether an extract that has ended starts the workflow. */
	isWanted(extract: Extract): boolean;
	/** Whether what has ended and is not wanted is over. Otherwise, it is left to later settings. */
	isFinal: boolean;
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
		triggerOn: statuses.toSorted().join(' '),
		isWanted: ({ status }) => statuses.includes(status),
		isFinal: true,
		isEnough: (row) => isSufficient(row, output),
		keep: (extract) => (output.mode === 'extract' ? extract : neededParts(extract, output, false)),
		portion: PORTION,
	};
}

/** The selection of earlier settings. Nobody knows whether what they do not want ended under the later ones. */
export function earlierSelection(selection: Selection, triggerOn: string): Selection {
	const statuses = triggerOn.split(' ');
	return {
		...selection,
		triggerOn,
		isWanted: ({ status }) => statuses.includes(status),
		isFinal: false,
	};
}
