import { filesFields, filesOptions, togetherOption } from '../../fields/files';
import { optionsField } from '../../fields/options';
import { keepFilesOption, readKeepFiles } from '../../fields/output';
import { workflowField } from '../../fields/workflow';
import type { Operation } from '../operation';
import { aboutExtract } from './awaitExtract';
import { intoWorkflow } from './intoWorkflow';
import { sendDocuments } from './sendDocuments';

export const upload: Operation = {
	name: 'Upload Extract',
	value: 'upload',
	action: 'Upload documents for extraction',
	description: 'Upload documents to a workflow and go on at once; collect the results later',
	fields: [workflowField, ...filesFields, optionsField([...filesOptions, togetherOption, keepFilesOption])],

	begin: sendDocuments(intoWorkflow, ({ context }, itemIndex) => {
		const keepFiles = readKeepFiles(context, itemIndex);
		return async ({ extract, files }) => ({
			about: aboutExtract(extract),
			items: [{ json: { ...extract }, binary: keepFiles ? files : undefined }],
		});
	}),
};
