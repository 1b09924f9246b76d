import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

/** What is known of a document, or of a schema, so that it can be found again whatever happens. Anesya's own names. */
export interface About extends IDataObject {
	id?: string;
	status?: string;
	document_name?: string;
	/** Of a schema. */
	name?: string;
}

export interface OutputItem {
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
export type Outcome = Failure | { about: About; items: OutputItem[] };

export function isFailure(outcome: Outcome): outcome is Failure {
	return 'error' in outcome;
}

/**
 * Runs a task for one document and keeps what it throws as that document's outcome, so that the
 * others go on.
 *
 * @param about the task may add to it as it learns more
 */
export async function settle<Result>(
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
