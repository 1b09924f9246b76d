import type { INodeProperties } from 'n8n-workflow';

import type { Outcome } from './outcome';
import type { Run } from './startRun';

/** The part of an operation that sends requests for one item. */
export type Job = () => Promise<Outcome[]>;

/**
 * Reads and checks the fields of one item. All items are prepared before the first request goes out,
 * so that bad input costs nothing.
 *
 * @throws UserError that names the field
 */
export type PrepareItem = (itemIndex: number) => Promise<Job>;

/** What a run leaves behind although it did not succeed as a whole. */
export interface Remains {
	/** What to tell of it: the documents follow in a list. */
	text: string;
	/** Whether a document that failed is left behind too. */
	ofFailed: boolean;
}

/** An upload that was paid for can always be collected. */
export const AT_ANESYA: Remains = {
	text: 'Already at Anesya, to be collected with Wait for Extraction at no cost',
	ofFailed: true,
};

/** One entry of the node's Operation list: its fields and its code. */
export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	fields: INodeProperties[];
	/** Told when a run ends in an error; absent where nothing is left behind. */
	remains?: Remains;
	/** Called once a run, for what its items share. */
	begin(run: Run): PrepareItem;
}
