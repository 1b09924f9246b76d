import type { INodeProperties, IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { Run } from './run';

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

/** What is known of a document, or of a schema, so that it can be found again whatever happens. Anesya's own names. */
export interface About extends IDataObject {
	id?: string;
	status?: string;
	document_name?: string;
	/** Of a schema. */
	name?: string;
}

export interface ResultItem {
	json: IDataObject;
	binary: IBinaryKeyData | undefined;
}

/** What went wrong with one document. */
export interface Failure {
	about: About;
	error: unknown;
	/** The document itself, for a branch that handles failed ones; absent where the item is all there is. */
	files?: IBinaryKeyData;
}

/** What came of one document. */
export type Outcome = Failure | { about: About; items: ResultItem[] };

export function isFailure(outcome: Outcome): outcome is Failure {
	return 'error' in outcome;
}

/**
 * Runs a task for one document and keeps what it throws as that document's outcome, so that the
 * others go on.
 *
 * @param about the task may add to it as it learns more
 */
export async function captureFailure<Result>(
	about: About,
	task: () => Promise<Result>,
	files?: IBinaryKeyData,
): Promise<Result | Failure[]> {
	try {
		return await task();
	} catch (error) {
		return [{ about, error, files }];
	}
}
