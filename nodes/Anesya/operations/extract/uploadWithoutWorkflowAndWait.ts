import { filesFields } from '../../fields/files';
import { filesOptions } from '../../fields/filesOptions';
import { optionsField } from '../../fields/options';
import { keepFilesOption, outputFields, outputOptions } from '../../fields/output';
import { processingFields, processingOptions } from '../../fields/processing';
import { waitingOptions } from '../../fields/waiting';
import type { Operation } from '../operation';
import { AT_ANESYA } from '../operation';
import { withoutWorkflow } from './destinations';
import { uploadDocuments } from './uploadDocuments';
import { minutesToSend, waitForUploaded } from './waitForExtract';

export const uploadWithoutWorkflowAndWaitOperation: Operation = {
	name: 'Upload Without Workflow and Wait',
	value: 'uploadWithoutWorkflowAndWait',
	action: 'Extract data from documents without a workflow',
	description:
		'Upload documents with a schema of your choice, wait for them, and output their extracted data',
	fields: [
		...processingFields,
		...filesFields,
		...outputFields,
		optionsField([
			...processingOptions,
			...filesOptions,
			...waitingOptions,
			...outputOptions,
			keepFilesOption,
		]),
	],

	remains: AT_ANESYA,
	begin: uploadDocuments(withoutWorkflow, waitForUploaded, minutesToSend),
};
