import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../guards/json';

/**
 * An Extract as Anesya answers it. Only what this node relies on is named, everything else is handed
 * on as it came. Documented states are CREATED, IN_PROGRESS, FINISHED and ERROR; that they come in this
 * order is inferred, and an unknown one is no fault (a later Anesya may have more of them).
 */
export interface Extract extends IDataObject {
	id: string;
	status: string;
}

/** Narrows an answer; an answer without id or status cannot be told apart from something else. */
export function isExtract(value: unknown): value is Extract {
	return (
		isRecord(value) &&
		typeof value.id === 'string' &&
		value.id !== '' &&
		typeof value.status === 'string'
	);
}

/** Whether Anesya will not change this extract any more. */
export function hasEnded(extract: Extract): boolean {
	return extract.status === 'FINISHED' || extract.status === 'ERROR';
}

/** The file name of an extract, or its id where Anesya keeps none (`document_name` may be null). */
export function documentNameOf(extract: Extract): string {
	return typeof extract.document_name === 'string' && extract.document_name !== ''
		? extract.document_name
		: extract.id;
}
