import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { digestOf } from '../guards/digest';
import type { AnesyaApiError } from '../transport/apiError';

/**
 * What one upload became. n8n may run the whole node again (*Retry On Fail*, and *Retry* of a failed
 * execution), and then the upload is taken up again from here instead of being paid for twice.
 *
 * `extracts` are at Anesya. Those in `failed` ended in ERROR or are gone, so their files may be uploaded
 * again. `lost` is set while it is open whether Anesya accepted the upload.
 */
export interface LedgerEntry {
	extracts: Extract[];
	failed: Set<string>;
	lost?: AnesyaApiError;
	/** See `Upload.uploadId`: an upload is searched for by the same ID in every try. */
	uploadId?: string;
}

type Context = Pick<
	IExecuteFunctions,
	'getExecutionId' | 'getMode' | 'getNode' | 'getWorkflow' | 'evaluateExpression'
>;

/** A file of an item, as far as it is recognised by. */
export interface LedgerFile {
	field: string;
	binary: IBinaryData;
	file: { size: number };
	/** What it was loaded from: each try loads it again. */
	link?: string;
}

/** The uploads of one execution of a node. */
export interface UploadLedger {
	/**
	 * @param destination tells apart where the documents of an item go
	 * @returns what an earlier try left, or a new entry
	 */
	entryOf(itemIndex: number, destination: string, files: LedgerFile[]): LedgerEntry;
}

/** Uploads that this process remembers; the oldest are forgotten. Each takes about 1 KB. */
const MAX_ENTRIES = 5_000;

/**
 * Entries by run and upload, and by stored file and upload, oldest first. A file counts as the same if it
 * is the same of the same item: by its ID in n8n's store, else by its content.
 */
const entries = new Map<string, LedgerEntry>();

/**
 * Opens the ledger of this process for one run. A try of *Retry On Fail* has the same execution and run
 * index as the one before, a loop has another run index: it may send the same file on purpose. *Retry*
 * of an execution has another execution, but the same stored files.
 */
export function openUploadLedger(context: Context, account: string): UploadLedger {
	const node = [account, context.getWorkflow().id, context.getNode().id];
	const runIndex = context.evaluateExpression('{{ $runIndex }}', 0);
	const isRetry = context.getMode() === 'retry';

	return {
		entryOf(itemIndex, destination, files) {
			const upload = [itemIndex, destination, ...files.map(identityOf)];
			const ofRun = JSON.stringify(['run', node, context.getExecutionId(), runIndex, upload]);
			const ofFiles = JSON.stringify(['files', node, upload]);
			const known = entries.get(ofRun) ?? (isRetry ? entries.get(ofFiles) : undefined);
			const entry = known ?? { extracts: [], failed: new Set() };
			remember(ofRun, entry);
			remember(ofFiles, entry);
			return entry;
		},
	};
}

function remember(key: string, entry: LedgerEntry): void {
	entries.delete(key);
	entries.set(key, entry);
	if (entries.size <= 2 * MAX_ENTRIES) return;
	const [oldest] = entries.keys();
	if (oldest !== undefined) entries.delete(oldest);
}

function identityOf({ field, binary, file, link }: LedgerFile): unknown[] {
	if (link !== undefined) return [field, link, file.size];
	// The path in the ID of a webhook's file changes once its execution has ended, the last part does not.
	const storedAs = binary.id?.split('/').at(-1);
	return [field, binary.fileName, file.size, storedAs ?? digestOf(binary.data)];
}
