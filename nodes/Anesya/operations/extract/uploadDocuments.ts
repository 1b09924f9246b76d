import type { IBinaryKeyData } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf } from '../../api/extract';
import type { UploadFile } from '../../transport/multipartForm';
import { createLimiter } from '../../concurrency/limiter';
import type { Document } from '../../documents/collectDocuments';
import { collectDocuments } from '../../documents/collectDocuments';
import { readDocumentRules, readUploadsAtOnce } from '../../fields/files';
import { uploadOnce } from '../../uploading/uploadOnce';
import type { Operation, Outcome } from '../operation';
import type { Run } from '../run';
import type { Upload } from '../../uploading/upload';
import { captureFailure } from '../operation';

/** Lists that are read at once to find what got lost. */
const LOOKS_AT_ONCE = 3;

/** An extract that an upload created, and the file it came from where that is certain. */
export interface UploadedExtract {
	extract: Extract;
	files?: IBinaryKeyData;
}

/** The way by which the documents of an item reach Anesya. */
export interface Destination {
	/** Whether they share a request. */
	together: boolean;
	/** Checks them before anything is sent. @throws UserError */
	check?(documents: Document[]): void;
	uploadOf(files: UploadFile[]): Upload;
}

/** What an operation does with each extract once it is created. */
export type AfterUpload = (sent: UploadedExtract) => Promise<Outcome>;

/**
 * The uploading half of an operation: the files of an item to Anesya, each in a request of its own
 * unless its sender takes them together.
 *
 * @param senderOf reads where the documents of an item go
 * @param continueWith reads its own fields of an item, and gives what happens to each extract
 */
export function uploadDocuments(
	senderOf: (run: Run, itemIndex: number) => Destination,
	continueWith: (run: Run, itemIndex: number) => AfterUpload,
): Operation['begin'] {
	return (run) => {
		const uploadLimiter = createLimiter(readUploadsAtOnce(run.context));
		const searchLimiter = createLimiter(LOOKS_AT_ONCE);

		return async (itemIndex) => {
			const { context, api, signal } = run;
			const sender = senderOf(run, itemIndex);
			const proceed = continueWith(run, itemIndex);
			const item = context.getInputData()[itemIndex] ?? { json: {} };
			const rules = readDocumentRules(context, itemIndex);
			const { documents, skipped } = await collectDocuments(item, rules, context.helpers);
			for (const one of skipped) run.hint('Not uploaded:', `${one} (item ${itemIndex})`);
			if (documents.length === 0) {
				run.hint('Items without a document, which were left out:', String(itemIndex));
				return async () => [];
			}

			sender.check?.(documents);
			const requests = sender.together ? [documents] : documents.map((one) => [one]);
			return async () => {
				const outcomes = requests.map(async (request) => {
					const document_name = request.map(({ file }) => file.name).join(', ');
					const send = async () => {
						const one = sender.uploadOf(request.map(({ file }) => file));
						const extracts = await uploadOnce(one, { api, uploadLimiter, searchLimiter, signal });
						return await Promise.all(
							extracts.map(
								async (extract) => await proceed({ extract, files: originOf(extract, request) }),
							),
						);
					};
					return await captureFailure({ document_name }, send, filesOf(request));
				});
				return (await Promise.all(outcomes)).flat();
			};
		};
	};
}

/** Documents as n8n keeps files on an item: each under the field it came in. */
function filesOf(documents: Document[]): IBinaryKeyData {
	return Object.fromEntries(documents.map(({ field, binary }) => [field, binary]));
}

/** Whether an answer keeps the order of the files is unknown, so that only the name tells. */
function originOf(extract: Extract, request: Document[]): IBinaryKeyData | undefined {
	if (request.length === 1) return filesOf(request);
	const candidates = request.filter(({ file }) => file.name === documentNameOf(extract));
	return candidates.length === 1 ? filesOf(candidates) : undefined;
}
