import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../nodes/Anesya/guards/json';

/** What became of a document. */
export interface DocumentReport {
	kind: 'extracted' | 'nothing' | 'failed';
	/** Labels and values to print. */
	rows: Array<[string, unknown]>;
}

/** Describes an item of the Anesya node. */
export function reportOn(json: IDataObject): DocumentReport {
	const { error, extracted_data, content } = json;
	if (isRecord(error)) {
		const rows: DocumentReport['rows'] = [
			['What happened', error.message],
			['What to do', error.description],
			['Extract ID', error.id],
		];
		return {
			kind: 'failed',
			rows: rows.filter(([, value]) => value !== undefined && value !== ''),
		};
	}
	if (extracted_data === null) {
		return {
			kind: 'nothing',
			rows: [
				['What happened', 'Anesya read the document, and found nothing to extract.'],
				[
					'What to do',
					'If there should be something, check whether the workflow and its schema suit this kind of document.',
				],
				['Its text', content],
			],
		};
	}
	return { kind: 'extracted', rows: Object.entries(json).filter(([name]) => name !== '_extract') };
}

/** What became of all documents, in one line. */
export function summary(
	documents: number,
	{ nothing, failed }: { nothing: number; failed: number },
	seconds: number,
): string {
	const extracted = documents - nothing - failed;
	const parts = [`${extracted} ${extracted === 1 ? 'document' : 'documents'} extracted`];
	if (nothing > 0) parts.push(`${nothing} with nothing to extract`);
	if (failed > 0) parts.push(`${failed} not extracted`);
	return `${parts.join(', ')}, in ${seconds.toFixed(1)} s`;
}
