import type { IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { getExtract } from '../api/getExtract';
import { createLimiter } from '../concurrency/limiter';
import { sleep } from '../concurrency/sleep';
import { joinBounded, oneLine } from '../guards/boundedText';
import type { Results } from '../results/resultItems';
import { createResults } from '../results/resultItems';
import type { AnesyaClient } from '../transport/client';
import { createClient } from '../transport/client';
import { uploadsOfRun } from '../uploading/uploadLedger';
import { listStatuses } from '../waiting/listStatuses';
import type { WaitMemory } from '../waiting/processMemory';
import { waitMemoryOf } from '../waiting/processMemory';
import type { WaitFor } from '../waiting/waitLoop';
import { createWaitLoop } from '../waiting/waitLoop';
import type { Summary } from './summary';
import { createSummary } from './summary';
import type { UploadTracker } from './uploadTracker';
import { createUploadTracker } from './uploadTracker';

/** Single status checks that run at once. More would only queue at the server. */
const CHECKS_AT_ONCE = 20;

/** What the items of one execution share. */
export interface Run {
	context: IExecuteFunctions;
	api: AnesyaClient;
	/** Aborted when the user stops the execution. */
	signal: AbortSignal | undefined;
	waitFor: WaitFor;
	memory: WaitMemory;
	/** Makes items of its extracts. */
	results: Results;
	/** What is known about its uploads. */
	uploads: UploadTracker;
	/** What it has done. */
	summary: Summary;
	hint: Hints['add'];
	showHints(): void;
}

/** @throws UserError when the credential cannot be used */
export async function startRun(context: IExecuteFunctions): Promise<Run> {
	const api = await createClientOrExplain(context);
	const signal = context.getExecutionCancelSignal();
	const checkLimiter = createLimiter(CHECKS_AT_ONCE);
	const hints = createHints();
	const memory = waitMemoryOf(api.account);
	const summary = createSummary(context, () => performance.now());

	return {
		context,
		api,
		signal,
		uploads: createUploadTracker(signal, uploadsOfRun(context)),
		results: createResults(),
		waitFor: createWaitLoop({
			read: async (id, wanted) => await checkLimiter(async () => await getExtract(api, id, wanted)),
			readList: async (workflow, ids, maxRows, wanted) =>
				await listStatuses(api, workflow, ids, maxRows, wanted),
			now: () => performance.now(),
			sleep: async (milliseconds) => await sleep(milliseconds, signal),
			random: Math.random,
			...memory,
		}),
		memory,
		summary,
		hint: hints.add,
		showHints: () => showHints(context, hints, summary.text()),
	};
}

async function createClientOrExplain(context: IExecuteFunctions): Promise<AnesyaClient> {
	return await createClient(context).catch((thrown: unknown) => {
		throw thrown instanceof UserError
			? thrown
			: new UserError('The Anesya credential could not be opened', { description: String(thrown) });
	});
}

/** What the user is told beside the items: one sentence of each kind, however many items it is about. */
export interface Hints {
	/**
	 * @param what the sentence, or its beginning
	 * @param which the item or document that it is about, if any
	 */
	add(what: string, which?: string): void;
	/** '' when there is nothing to tell. */
	text(): string;
}

/** Characters of what a hint names; the name of a document may be as long as it likes. */
const MAX_LENGTH = 200;

export function createHints(): Hints {
	const kinds = new Map<string, Set<string>>();
	return {
		add: (what, which) => {
			const known = kinds.get(what) ?? new Set();
			kinds.set(what, which === undefined ? known : known.add(oneLine(which.slice(0, MAX_LENGTH))));
		},
		text: () => {
			const sentences = [...kinds].map(([what, which]) =>
				which.size === 0 ? what : `${what} ${joinBounded([...which])}.`,
			);
			return escapeHtml(sentences.join(' '));
		},
	};
}

/** @param summary of what the run has done, without any text of a user */
export function showHints(
	context: Pick<IExecuteFunctions, 'addExecutionHints'>,
	hints: Hints,
	summary = '',
): void {
	const messages = [summary, hints.text()].filter((message) => message !== '');
	for (const message of messages) context.addExecutionHints({ message, location: 'outputPane' });
}

/** n8n's editor shows a hint as HTML, and names of documents come from strangers. */
function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
