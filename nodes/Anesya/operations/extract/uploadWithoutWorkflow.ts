import { filesFields } from '../../fields/files';
import { filesOptions } from '../../fields/filesOptions';
import { optionsField } from '../../fields/options';
import { keepFilesOption, simplifyField } from '../../fields/output';
import { processingFields, processingOptions } from '../../fields/processing';
import type { Operation } from '../operation';
import { AT_ANESYA } from '../operation';
import { withoutWorkflow } from './destinations';
import { outputUploaded } from './outputUploaded';
import { uploadDocuments } from './uploadDocuments';

export const uploadWithoutWorkflowOperation: Operation = {
	name: 'Upload Without Workflow',
	value: 'uploadWithoutWorkflow',
	action: 'Upload documents without a workflow',
	description:
		'Upload documents with a schema of your choice and continue immediately; collect the results later',
	fields: [
		...processingFields,
		...filesFields,
		simplifyField,
		optionsField([...processingOptions, ...filesOptions, keepFilesOption]),
	],

	remains: AT_ANESYA,
	begin: uploadDocuments(withoutWorkflow, outputUploaded),
};
