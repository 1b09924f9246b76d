import { UserError } from 'n8n-workflow';

import { uploadToWorkflow } from '../../api/uploadToWorkflow';
import type { Processing } from '../../api/uploadWithoutWorkflow';
import { uploadWithoutWorkflow } from '../../api/uploadWithoutWorkflow';
import type { Document } from '../../documents/collectDocuments';
import { readTogether } from '../../fields/files';
import { readProcessing } from '../../fields/processing';
import { readWorkflowId } from '../../fields/workflow';
import type { Run } from '../run';
import type { Destination } from './uploadDocuments';

/** @throws UserError when a field about the processing is not usable */
export function withoutWorkflow({ context, api }: Run, itemIndex: number): Destination {
	const processing = readProcessing(context, itemIndex);
	return {
		together: false,
		check: (documents) => checkPages(documents, processing),
		uploadOf: (files) => ({
			files,
			send: async () =>
				await Promise.all(
					files.map(async (file) => await uploadWithoutWorkflow(api, file, processing)),
				),
		}),
	};
}

/** Pages are for PDF files only (documented). */
function checkPages(documents: Document[], { firstPage, lastPage }: Processing): void {
	if (firstPage === undefined && lastPage === undefined) return;
	const other = documents.find(({ file }) => file.type !== 'application/pdf');
	if (other === undefined) return;
	throw new UserError(
		`First Page and Last Page are for PDF files only: "${other.file.name}" is none`,
		{
			description: 'Remove these two options, or choose the PDF files alone under Files.',
		},
	);
}

/** @throws UserError when the field Workflow holds no id */
export function toWorkflow({ context, api }: Run, itemIndex: number): Destination {
	const workflow = readWorkflowId(context, itemIndex);
	return {
		together: readTogether(context, itemIndex),
		uploadOf: (files) => ({
			files,
			workflow,
			send: async () => await uploadToWorkflow(api, workflow, files),
		}),
	};
}
