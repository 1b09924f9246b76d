import { filesFields } from '../../fields/files';
import { filesOptions, togetherOption } from '../../fields/filesOptions';
import { optionsField } from '../../fields/options';
import { keepFilesOption, simplifyField } from '../../fields/output';
import { workflowField } from '../../fields/workflow';
import type { Operation } from '../operation';
import { AT_ANESYA } from '../operation';
import { toWorkflow } from './destinations';
import { outputUploaded } from './outputUploaded';
import { uploadDocuments } from './uploadDocuments';

export const uploadOperation: Operation = {
	name: 'Upload Extract',
	value: 'upload',
	action: 'Upload documents for extraction',
	description: 'Upload documents to a workflow and continue immediately; collect the results later',
	fields: [
		workflowField,
		...filesFields,
		simplifyField,
		optionsField([...filesOptions, togetherOption, keepFilesOption]),
	],

	remains: AT_ANESYA,
	begin: uploadDocuments(toWorkflow, outputUploaded),
};
