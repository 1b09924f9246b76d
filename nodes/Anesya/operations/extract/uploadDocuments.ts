import type { IBinaryKeyData } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import { createLimiter } from '../../concurrency/limiter';
import type { Document } from '../../documents/collectDocuments';
import { collectDocuments } from '../../documents/collectDocuments';
import { readDocumentRules, readUploadsAtOnce } from '../../fields/files';
import { readKeepFiles } from '../../fields/output';
import type { UploadFile } from '../../transport/multipartForm';
import type { Upload } from '../../uploading/upload';
import { uploadOnce } from '../../uploading/uploadOnce';
import type { Operation, Outcome } from '../operation';
import { captureFailure } from '../operation';
import type { Run } from '../run';
import { aboutExtract } from './aboutExtract';

/** Searches for lost uploads that run at once. */
const SEARCHES_AT_ONCE = 3;

/** An extract that an upload created, and the files it came from where that is certain. */
export interface UploadedExtract {
	extract: Extract;
	files?: IBinaryKeyData;
}

/** Where the documents of an item go. */
export interface Destination {
	/** Whether they share a request. */
	together: boolean;
	/** Checks them before anything is sent. @throws UserError */
	check?(documents: Document[]): void;
	uploadOf(files: UploadFile[]): Upload;
}

/** What an operation does with each extract once it is created. */
export type AfterUpload = (uploaded: UploadedExtract) => Promise<Outcome>;

/**
 * The uploading half of an operation: collects the documents of an item, uploads each in a request of
 * its own unless its destination takes them together, and hands on the extracts.
 *
 * @param destinationOf reads where the documents of an item go
 * @param afterUploadOf reads the operation's own fields, and gives what follows
 */
export function uploadDocuments(
	destinationOf: (run: Run, itemIndex: number) => Destination,
	afterUploadOf: (run: Run, itemIndex: number) => AfterUpload,
): Operation['begin'] {
	return (run) => {
		const { context, api, signal } = run;
		const uploadLimiter = createLimiter(readUploadsAtOnce(context));
		const searchLimiter = createLimiter(SEARCHES_AT_ONCE);

		return async (itemIndex) => {
			const destination = destinationOf(run, itemIndex);
			const afterUpload = afterUploadOf(run, itemIndex);
			const item = context.getInputData()[itemIndex] ?? { json: {} };
			const rules = readDocumentRules(context, itemIndex);
			const { documents, skipped } = await collectDocuments(item, rules, context.helpers);
			for (const file of skipped) run.hint('Not uploaded:', `${file} (item ${itemIndex})`);
			if (documents.length === 0) {
				run.hint('Items without a document, which were left out:', String(itemIndex));
				return async () => [];
			}
			destination.check?.(documents);

			const upload = async (request: Document[]) => {
				const files = request.map(({ file }) => file);
				const ports = { api, uploadLimiter, searchLimiter, signal };
				const extracts = await run.sight.follow(
					destination.uploadOf(files),
					async (followed) => await uploadOnce(followed, ports),
				);
				return await Promise.all(
					extracts.map(
						async (extract) => await afterUpload({ extract, files: originOf(extract, request) }),
					),
				);
			};
			const requests = destination.together ? [documents] : documents.map((one) => [one]);
			return async () => {
				const outcomes = requests.map(async (request) => {
					const document_name = request.map(({ file }) => file.name).join(', ');
					const send = async () => await upload(request);
					return await captureFailure({ document_name }, send, filesOf(request));
				});
				return (await Promise.all(outcomes)).flat();
			};
		};
	};
}

/** After an upload: outputs the extract as it was created. */
export function outputUploaded({ context }: Run, itemIndex: number): AfterUpload {
	const keepFiles = readKeepFiles(context, itemIndex);
	return async ({ extract, files }) => ({
		about: aboutExtract(extract),
		items: [{ json: { ...extract }, binary: keepFiles ? files : undefined }],
	});
}

/** Documents as n8n keeps files on an item: each under the field it came in. */
function filesOf(documents: Document[]): IBinaryKeyData {
	return Object.fromEntries(documents.map(({ field, binary }) => [field, binary]));
}

/** Whether a response keeps the order of the files is unknown, so only the name tells. */
function originOf(extract: Extract, request: Document[]): IBinaryKeyData | undefined {
	if (request.length === 1) return filesOf(request);
	const candidates = request.filter(({ file }) => file.name === documentNameOf(extract));
	return candidates.length === 1 ? filesOf(candidates) : undefined;
}
