import { filesFields } from '../../fields/files';
import { filesOptions, togetherOption } from '../../fields/filesOptions';
import { optionsField } from '../../fields/options';
import { keepFilesOption } from '../../fields/output';
import { workflowField } from '../../fields/workflow';
import type { Operation } from '../operation';
import { AT_ANESYA } from '../operation';
import { passOn } from './continuations';
import { intoWorkflow } from './intoWorkflow';
import { sendDocuments } from './sendDocuments';

export const upload: Operation = {
	name: 'Upload Extract',
	value: 'upload',
	action: 'Upload documents for extraction',
	description: 'Upload documents to a workflow and go on at once; collect the results later',
	fields: [
		workflowField,
		...filesFields,
		optionsField([...filesOptions, togetherOption, keepFilesOption]),
	],

	remains: AT_ANESYA,
	begin: sendDocuments(intoWorkflow, passOn),
};
