import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { digestOf } from '../guards/digest';
import { createFairMemory } from '../guards/fairMemory';
import { isTool } from '../transport/nodeContext';
import type { LedgerEntry } from './ledgerEntry';
import { metadataOf, storedEntries } from './storedUploads';

type Context = Pick<
	IExecuteFunctions,
	| 'getExecuteData'
	| 'getExecutionId'
	| 'getMode'
	| 'getNode'
	| 'getWorkflow'
	| 'evaluateExpression'
	| 'setMetadata'
>;

/** What a file of an item is recognised by. */
export interface LedgerFile {
	field: string;
	binary: IBinaryData;
	file: { size: number; name: string };
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

/** Uploads that this process remembers. Each takes about 1 KB. */
const MAX_ENTRIES = 5_000;

/**
 * Entries by run and upload, and by stored file and upload, oldest first. A file is
 * recognised within its item: by its ID in n8n's store, else by its content.
 */
const entries = createFairMemory<LedgerEntry>(2 * MAX_ENTRIES);

/**
 * Opens the ledger for one run. A try of *Retry On Fail* has the same execution and run index as the one
 * before, a loop has another run index: it may send the same file on purpose. *Retry* of an execution has
 * another execution, but the same stored files. What this process does not know any more, n8n may give
 * back with the execution.
 */
export function openUploadLedger(context: Context, account: string): UploadLedger {
	const run = runOf(context);
	const node = [context.getWorkflow().id, context.getNode().id];
	const isRetry = context.getMode() === 'retry';
	const stored = storedEntries(context.getExecuteData().metadata);

	return {
		entryOf(itemIndex, destination, files) {
			const upload = JSON.stringify([account, itemIndex, destination, ...files.map(identityOf)]);
			const ofRun = run + fingerprintOf(upload);
			const ofFiles = JSON.stringify(['files', node, upload]);
			const known =
				entries.get(account, ofRun) ??
				(isRetry ? entries.get(account, ofFiles) : undefined) ??
				stored.get(fingerprintOf(upload));
			const entry = known ?? { extracts: [], failed: new Set(), names: [] };
			entry.names = files.map(({ file }) => file.name);
			entries.set(account, ofRun, entry);
			entries.set(account, ofFiles, entry);
			return entry;
		},
	};
}

/** What this run, or an earlier try of it, has uploaded as far as this process knows. */
export function uploadsOfRun(context: Context): LedgerEntry[] {
	return entriesOf(runOf(context)).map(([, entry]) => entry);
}

/** Has n8n store with the execution what became of the uploads of this run. */
export function storeUploads(context: Context): void {
	const metadata = metadataOf(entriesOf(runOf(context)));
	if (metadata !== undefined) context.setMetadata(metadata);
}

/**
 * The beginning of the keys of a run. An AI agent that calls a tool again with the same document repeats
 * itself, whatever run that is for n8n.
 */
function runOf(context: Context): string {
	const runIndex: unknown = isTool(context)
		? 'tool'
		: context.evaluateExpression('{{ $runIndex }}', 0);
	const { id: workflow } = context.getWorkflow();
	return JSON.stringify([
		'run',
		workflow,
		context.getNode().id,
		context.getExecutionId(),
		runIndex,
	]);
}

function entriesOf(run: string): Array<[string, LedgerEntry]> {
	return entries
		.entries()
		.flatMap(([key, entry]) => (key.startsWith(run) ? [[key.slice(run.length), entry]] : []));
}

/** 64 bits that tell the uploads of a node apart. They hold nothing of the files' names. */
function fingerprintOf(upload: string): string {
	return [upload, `${upload.length} ${upload}`]
		.map((text) => digestOf(text).toString(36))
		.join('-');
}

function identityOf({ field, binary, file, link }: LedgerFile): unknown[] {
	if (link !== undefined) return [field, link, file.size];
	// The path in the ID of a webhook's file changes once its execution has ended, the last part does not.
	const storedAs = binary.id?.split('/').at(-1);
	return [field, binary.fileName, file.size, storedAs ?? digestOf(binary.data)];
}
