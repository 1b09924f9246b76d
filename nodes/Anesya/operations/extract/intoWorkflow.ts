import { uploadFiles } from '../../api/uploadFiles';
import { readTogether } from '../../fields/files';
import { readWorkflow } from '../../fields/workflow';
import type { Run } from '../startRun';
import type { Sender } from './sendDocuments';

/** @throws UserError when the field Workflow holds no id */
export function intoWorkflow({ context, api, stop }: Run, itemIndex: number): Sender {
	const workflowId = readWorkflow(context, itemIndex);
	return {
		together: readTogether(context, itemIndex),
		send: async (files) => await uploadFiles(api, workflowId, files, stop),
	};
}
