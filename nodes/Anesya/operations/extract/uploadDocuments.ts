import type { IBinaryKeyData } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { createLimiter } from '../../concurrency/limiter';
import { createSingleFlight } from '../../concurrency/singleFlight';
import { collectDocuments } from '../../documents/collectDocuments';
import type { Document } from '../../documents/inspectFile';
import { createLinkLoader } from '../../documents/loadLink';
import { readDocumentRules, readUploadsAtOnce } from '../../fields/filesOptions';
import type { UploadFile } from '../../transport/multipartForm';
import type { LedgerEntry } from '../../uploading/ledgerEntry';
import { createNewRows } from '../../uploading/newRows';
import { openUploadLedger } from '../../uploading/uploadLedger';
import type { Operation, Outcome } from '../operation';
import { captureFailure } from '../operation';
import type { Run } from '../run';
import type { Destination } from './destinations';
import { leaveOut, tellInJson, tellLeftOut } from './leftOut';
import { createUploadKeys } from './sameUploads';
import { createSendLimits } from './sendLimits';
import type { Resumed } from './uploadOrResume';
import { filesOf, hasNoUsableExtract, originOf, uploadOrResume } from './uploadOrResume';

/** Searches for lost uploads that run at once. */
const SEARCHES_AT_ONCE = 3;

/** An extract that an upload created, and the files it came from where that is certain. */
export interface UploadedExtract {
	extract: Extract;
	files?: IBinaryKeyData;
	/** The workflow that the upload went to, if any: a response may leave it out. */
	workflow?: string;
	/** Whether an earlier try of the run uploaded it. */
	isResumed: boolean;
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
		const searchPorts = { api, searchLimiter, signal };
		const newRows = createNewRows(searchPorts);
		const ports = { ...searchPorts, uploadLimiter, newRows };
		const sendInTime = createSendLimits();
		const loadLink = createLinkLoader({ api, store: context.helpers, signal });
		const ledger = openUploadLedger(context, api.account);
		const uploadOnlyOnce = createSingleFlight<Resumed & { entry: LedgerEntry }>();
		const keyOf = createUploadKeys();

		return async (itemIndex) => {
			const destination = destinationOf(run, itemIndex);
			const afterUpload = afterUploadOf(run, itemIndex);
			const minutes = minutesOf?.(run, itemIndex);
			const item = context.getInputData()[itemIndex] ?? { json: {} };
			const rules = readDocumentRules(context, itemIndex);
			const collected = await collectDocuments(item, rules, { store: context.helpers, loadLink });
			const { documents, leftOut } = collected;
			if (rules.choice.mode === 'all' && rules.choice.isCombined) tellInJson(run, item, itemIndex);
			if (documents.length === 0) {
				tellLeftOut(run, leftOut, itemIndex);
				run.hint('Items without a document, which were left out:', String(itemIndex));
				return async () => [];
			}
			destination.check?.(documents);
			const isOneOfMany = context.getInputData().length * documents.length > 1;

			const send = async (request: Document[]) => {
				const entry = ledger.entryOf(itemIndex, destination.key, request);
				const resumed = await sendInTime(minutes, async (sendBy) => {
					const uploadOf = (files: UploadFile[]) =>
						destination.uploadOf(files, { uploadId: entry.uploadId, sendBy });
					return await uploadOrResume(request, entry, uploadOf, ports, run);
				});
				return { ...resumed, entry };
			};
			const upload = async (request: Document[]) => {
				const { kept, uploaded, failure, entry } = await uploadOnlyOnce(
					keyOf(request, destination),
					async () => await send(request),
				);
				const outcomes = await Promise.all(
					[...kept, ...uploaded].map(async (extract) => {
						const files = originOf(extract, request);
						const { workflow } = destination;
						const isResumed = kept.includes(extract);
						const uploadedAt = performance.now();
						if (!isResumed)
							run.memory.recentUploads.note(extract, { uploadedAt, workflow, isOneOfMany });
						const outcome = await afterUpload({ extract, files, workflow, isResumed });
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
					const work = async () => await upload(request);
					return await captureFailure({ document_name }, work, filesOf(request));
				});
				const notUploaded = leaveOut(run, collected, itemIndex);
				return [...(await Promise.all(outcomes)).flat(), ...notUploaded];
			};
		};
	};
}
