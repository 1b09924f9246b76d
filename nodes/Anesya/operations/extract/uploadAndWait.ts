import { filesFields } from '../../fields/files';
import { filesOptions, togetherOption } from '../../fields/filesOptions';
import { optionsField } from '../../fields/options';
import { keepFilesOption, outputFields, outputOptions } from '../../fields/output';
import { waitingOptions } from '../../fields/waiting';
import { workflowField } from '../../fields/workflow';
import type { Operation } from '../operation';
import { AT_ANESYA } from '../operation';
import { toWorkflow } from './destinations';
import { uploadDocuments } from './uploadDocuments';
import { minutesToSend, waitForUploaded } from './waitForExtract';

export const uploadAndWaitOperation: Operation = {
	name: 'Upload and Wait for Extraction',
	value: 'uploadAndWait',
	action: 'Extract data from documents',
	description: 'Upload documents to a workflow, wait for them, and output their extracted data',
	fields: [
		workflowField,
		...filesFields,
		...outputFields,
		optionsField([
			...filesOptions,
			togetherOption,
			...waitingOptions,
			...outputOptions,
			keepFilesOption,
		]),
	],

	remains: AT_ANESYA,
	begin: uploadDocuments(toWorkflow, waitForUploaded, minutesToSend),
};
