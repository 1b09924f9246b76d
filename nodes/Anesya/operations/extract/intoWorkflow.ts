import { uploadFiles } from '../../api/uploadFiles';
import { readTogether } from '../../fields/files';
import { readWorkflow } from '../../fields/workflow';
import type { Run } from '../startRun';
import type { Sender } from './sendDocuments';

/** @throws UserError when the field Workflow holds no id */
export function intoWorkflow({ context, api }: Run, itemIndex: number): Sender {
	const workflow = readWorkflow(context, itemIndex);
	return {
		together: readTogether(context, itemIndex),
		uploadOf: (files) => ({
			files,
			workflow,
			send: async () => await uploadFiles(api, workflow, files),
		}),
	};
}
