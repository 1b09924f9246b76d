import type { IBinaryKeyData } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { getExtractWithRetry } from '../../api/getExtract';
import { createLimiter } from '../../concurrency/limiter';
import { collectDocuments } from '../../documents/collectDocuments';
import type { Document } from '../../documents/inspectFile';
import { loadLink } from '../../documents/loadLink';
import { readDocumentRules, readUploadsAtOnce } from '../../fields/filesOptions';
import { readKeepFiles, readSimplify } from '../../fields/output';
import { simplifyNewExtract } from '../../results/simplifyExtract';
import { wholeExtract } from '../../results/wholeExtract';
import type { UploadFile } from '../../transport/multipartForm';
import type { LedgerEntry } from '../../uploading/ledgerEntry';
import { isIdOnly } from '../../uploading/storedUploads';
import type { Upload } from '../../uploading/upload';
import { openUploadLedger } from '../../uploading/uploadLedger';
import type { Operation, Outcome } from '../operation';
import { captureFailure } from '../operation';
import type { Run } from '../run';
import { aboutExtract } from './aboutExtract';
import { leaveOut, tellLeftOut } from './leftOut';
import { createSendLimits } from './sendLimits';
import { filesOf, hasNoUsableExtract, originOf, uploadOrResume } from './uploadOrResume';

/** Searches for lost uploads that run at once. */
const SEARCHES_AT_ONCE = 3;

/** Links of a run that are loaded at once. */
const LINKS_AT_ONCE = 5;

/** An extract that an upload created, and the files it came from where that is certain. */
export interface UploadedExtract {
	extract: Extract;
	files?: IBinaryKeyData;
	/** The workflow that the upload went to, if any: a response may leave it out. */
	workflow?: string;
}

/** Where the documents of an item go. */
export interface Destination {
	/** Tells it apart from others. */
	key: string;
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

/** What an operation does with each extract once it is created. */
export type AfterUpload = (uploaded: UploadedExtract) => Promise<Outcome>;

/**
 * The uploading half of an operation: collects the documents of an item, uploads each in a request of
 * its own unless its destination takes them together, and hands on the extracts.
 *
 * @param destinationOf reads where the documents of an item go
 * @param afterUploadOf reads the operation's own fields, and gives what follows
 * @param minutesOf reads how long a document may wait until it is sent; any time unless given
 */
export function uploadDocuments(
	destinationOf: (run: Run, itemIndex: number) => Destination,
	afterUploadOf: (run: Run, itemIndex: number) => AfterUpload,
	minutesOf?: (run: Run, itemIndex: number) => number,
): Operation['begin'] {
	return (run) => {
		const { context, api, signal } = run;
		const uploadLimiter = createLimiter(readUploadsAtOnce(context));
		const searchLimiter = createLimiter(SEARCHES_AT_ONCE);
		const ports = { api, uploadLimiter, searchLimiter, signal };
		const sendInTime = createSendLimits();
		const linkLimiter = createLimiter(LINKS_AT_ONCE);
		const linkPorts = { api, store: context.helpers, signal };
		const ledger = openUploadLedger(context, api.account);

		return async (itemIndex) => {
			const destination = destinationOf(run, itemIndex);
			const afterUpload = afterUploadOf(run, itemIndex);
			const minutes = minutesOf?.(run, itemIndex);
			const item = context.getInputData()[itemIndex] ?? { json: {} };
			const rules = readDocumentRules(context, itemIndex);
			const { documents, leftOut } = await collectDocuments(item, rules, {
				store: context.helpers,
				loadLink: async (link, position) =>
					await linkLimiter(async () => await loadLink(link, position, linkPorts)),
			});
			if (documents.length === 0) {
				tellLeftOut(run, leftOut, itemIndex);
				run.hint('Items without a document, which were left out:', String(itemIndex));
				return async () => [];
			}
			destination.check?.(documents);

			const upload = async (request: Document[]) => {
				const entry = ledger.entryOf(itemIndex, destination.key, request);
				const { extracts, failure } = await sendInTime(minutes, async (sendBy) => {
					const uploadOf = (files: UploadFile[]) =>
						destination.uploadOf(files, { uploadId: entry.uploadId, sendBy });
					return await uploadOrResume(request, entry, uploadOf, ports, run);
				});
				const outcomes = await Promise.all(
					extracts.map(async (extract) => {
						const files = originOf(extract, request);
						const { workflow } = destination;
						const outcome = await afterUpload({ extract, files, workflow });
						if (hasNoUsableExtract(outcome)) entry.failed.add(extract.id);
						return outcome;
					}),
				);
				return failure === undefined ? outcomes : [...outcomes, failure];
			};
			const requests = destination.together ? [documents] : documents.map((one) => [one]);
			return async () => {
				const outcomes = requests.map(async (request) => {
					const document_name = request.map(({ file }) => file.name).join(', ');
					const send = async () => await upload(request);
					return await captureFailure({ document_name }, send, filesOf(request));
				});
				const notUploaded = leaveOut(run, leftOut, itemIndex);
				return [...(await Promise.all(outcomes)).flat(), ...notUploaded];
			};
		};
	};
}

/** After an upload: outputs the extract as it was created. */
export function outputUploaded({ context, api, signal }: Run, itemIndex: number): AfterUpload {
	const keepFiles = readKeepFiles(context, itemIndex);
	const isSimple = readSimplify(context, itemIndex);
	/** Without it, the item has the id at least. */
	const readWhole = async (extract: Extract) =>
		await getExtractWithRetry(api, extract.id, signal).then(
			(reading) => reading.extract ?? extract,
			() => extract,
		);
	return async ({ extract, files }) => {
		const whole = isIdOnly(extract) ? await readWhole(extract) : extract;
		const json = isSimple ? simplifyNewExtract(whole) : wholeExtract(whole);
		return {
			about: aboutExtract(whole),
			items: [{ json, binary: keepFiles ? files : undefined }],
		};
	};
}
