import { UserError } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { uploadToWorkflow } from '../../api/uploadToWorkflow';
import type { Processing } from '../../api/uploadWithoutWorkflow';
import { uploadWithoutWorkflow } from '../../api/uploadWithoutWorkflow';
import type { Document } from '../../documents/inspectFile';
import { readTogether } from '../../fields/filesOptions';
import { readProcessing } from '../../fields/processing';
import { readWorkflowId } from '../../fields/workflow';
import { AnesyaApiError } from '../../transport/apiError';
import type { ApiClient } from '../../transport/client';
import type { UploadFile } from '../../transport/multipartForm';
import type { LedgerEntry } from '../../uploading/ledgerEntry';
import type { Upload } from '../../uploading/upload';
import type { Run } from '../run';

/** Where the documents of an item go. */
export interface Destination {
	/** Tells it apart from others. */
	key: string;
	/** What goes along with the documents, which each try of n8n may read differently. */
	metadata?: unknown;
	/** The workflow that the documents go into, if they go into one. */
	workflow?: string;
	/** Whether they share a request. */
	together: boolean;
	/** Checks them before anything is sent. @throws UserError */
	check?(documents: Document[]): void;
	/** `uploadId` is that of an earlier try, if there was one. */
	uploadOf(
		files: UploadFile[],
		more: Pick<LedgerEntry, 'uploadId'> & Pick<Upload, 'sendBy'>,
	): Upload;
}

/** Clients whose server rejects upload IDs in the metadata, although metadata is documented. */
const refusesUploadIds = new WeakSet<ApiClient>();

/**
 * To Anesya with a schema of the user's choice. An ID in the metadata lets a lost upload be found with certainty.
 *
 * @throws UserError when a field about the processing is not usable
 */
export function withoutWorkflow({ context, api }: Run, itemIndex: number): Destination {
	const processing = readProcessing(context, itemIndex);
	return {
		// Metadata may come from an expression that changes with each try of n8n.
		key: JSON.stringify({ ...processing, metadata: undefined }),
		metadata: processing.metadata,
		together: false,
		check: (documents) => checkPages(documents, processing),
		uploadOf(files, { uploadId = crypto.randomUUID(), sendBy }) {
			const ownId = () => (refusesUploadIds.has(api) ? undefined : uploadId);
			const sendWith = async (id: string | undefined): Promise<Extract[]> =>
				await Promise.all(
					files.map(async (file) => await uploadWithoutWorkflow(api, file, processing, id, sendBy)),
				);
			return {
				files,
				uploadId: ownId,
				sendBy,
				async send() {
					const id = ownId();
					return await sendWith(id).catch(async (thrown: unknown) => {
						if (id === undefined || !isAboutMetadata(thrown)) throw thrown;
						refusesUploadIds.add(api);
						return await sendWith(undefined);
					});
				},
			};
		},
	};
}

function isAboutMetadata(thrown: unknown): boolean {
	return (
		thrown instanceof AnesyaApiError &&
		thrown.status === 400 &&
		/metadata/i.test(thrown.description)
	);
}

/** Pages are for PDF files only (documented). */
function checkPages(documents: Document[], { firstPage, lastPage }: Processing): void {
	if (firstPage === undefined && lastPage === undefined) return;
	const other = documents.find(({ file }) => file.type !== 'application/pdf');
	if (other === undefined) return;
	throw new UserError(`'Pages' is for PDF files only, and "${other.file.name}" is not a PDF file`, {
		description: "Remove the option 'Pages', or choose only the PDF files under 'Files'.",
	});
}

/** @throws UserError when the field 'Workflow' holds no id */
export function toWorkflow({ context, api }: Run, itemIndex: number): Destination {
	const workflow = readWorkflowId(context, itemIndex);
	return {
		key: workflow,
		workflow,
		together: readTogether(context, itemIndex),
		uploadOf: (files, { sendBy }) => ({
			files,
			workflow,
			sendBy,
			send: async () => await uploadToWorkflow(api, workflow, files, sendBy),
		}),
	};
}
