import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Run } from './run';

/** The part of an operation that sends the requests for one item. */
export type Job = () => Promise<Outcome[]>;

/**
 * Reads and checks the fields of one item. All items are prepared before the first request goes out,
 * so that bad input costs nothing.
 *
 * @throws UserError that names the field
 */
export type PrepareItem = (itemIndex: number) => Promise<Job>;

/** What is left at Anesya when a run fails. */
export interface Remains {
	/** The text about it; a list of the documents follows. */
	text: string;
	/** Whether failed documents are left there too. */
	ofFailed: boolean;
}

/** An upload that was charged can always be collected. */
export const AT_ANESYA: Remains = {
	text: 'Already at Anesya, to be collected with Wait for Extraction at no cost',
	ofFailed: true,
};

/** One entry in the list Operation of the node: its fields and its code. */
export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	fields: INodeProperties[];
	/** Whether its result is files: as the tool of an AI agent, which answers in text, it is not offered. */
	outputsFiles?: true;
	/** What the user is told is left at Anesya when a run fails; absent where nothing is. */
	remains?: Remains;
	/** Called once for each run. It creates what the items share. */
	begin(run: Run): PrepareItem;
}

/** What is known about a document or a schema, so that it can be found again whatever happens. Anesya's own names. */
export interface About extends IDataObject {
	id?: string;
	status?: string;
	document_name?: string;
	/** The name of a schema. */
	name?: string;
}

/** An item before n8n links it to its input item. */
export interface ResultItem {
	json: IDataObject;
	binary: IBinaryKeyData | undefined;
}

/** What went wrong with one document. */
export interface Failure {
	about: About;
	error: unknown;
	/** The document itself, for a branch that handles failed documents; absent where the input item is all there is. */
	files?: IBinaryKeyData;
}

/** What came of one document that did not fail. */
export interface Success {
	about: About;
	/**
	 * What depends on the other documents of the run, as the rows of a table do, is made once all of them
	 * have ended. What that throws fails the document.
	 */
	items: ResultItem[] | (() => ResultItem[]);
	/** As in a failure, if it may become one. */
	files?: IBinaryKeyData;
}

/** What came of one document. */
export type Outcome = Failure | Success;

export function isFailure(outcome: Outcome): outcome is Failure {
	return 'error' in outcome;
}

/**
 * Runs a task for one document and turns what it throws into that document's failure, so that the
 * others go on.
 *
 * @param about may be added to by the task as it learns more
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

/** A document of a run whose documents have all ended. */
export type FinalOutcome = Failure | (Success & { items: ResultItem[] });

/** Makes the items that had to wait for all documents of the run. */
export function finalOutcome(outcome: Outcome): FinalOutcome {
	if (isFailure(outcome)) return outcome;
	const { about, items, files } = outcome;
	try {
		return { about, items: Array.isArray(items) ? items : items() };
	} catch (error) {
		return { about, error, files };
	}
}
