import { documentNameOf } from '../../api/extract';
import { filesFields, filesOptions, togetherOption } from '../../fields/files';
import { optionsField } from '../../fields/options';
import { keepFilesOption, outputFields, outputOptions } from '../../fields/output';
import { waitingOptions } from '../../fields/waiting';
import { workflowField } from '../../fields/workflow';
import { FIRST_CHECK_AFTER_UPLOAD } from '../../waiting/schedule';
import type { Operation } from '../operation';
import { awaitExtract } from './awaitExtract';
import { intoWorkflow } from './intoWorkflow';
import { sendDocuments } from './sendDocuments';

export const uploadAndWait: Operation = {
	name: 'Upload and Wait for Extraction',
	value: 'uploadAndWait',
	action: 'Upload documents and wait for extraction',
	description: 'Upload documents to a workflow, wait for them, and output their extracted data',
	fields: [
		workflowField,
		...filesFields,
		...outputFields,
		optionsField([...filesOptions, togetherOption, ...waitingOptions, ...outputOptions, keepFilesOption]),
	],

	begin: sendDocuments(intoWorkflow, (run, itemIndex) => {
		const awaitIt = awaitExtract(run, itemIndex);
		return async ({ extract, files }) =>
			await awaitIt({
				id: extract.id,
				document_name: documentNameOf(extract),
				workflow: typeof extract.workflow === 'string' ? extract.workflow : undefined,
				firstCheckAfter: FIRST_CHECK_AFTER_UPLOAD,
				files,
			});
	}),
};
