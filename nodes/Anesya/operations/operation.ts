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

/** One entry of the node's Operation list: its fields and its code. */
export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	fields: INodeProperties[];
	/** Called once a run, for what its items share. */
	begin(run: Run): PrepareItem;
}
