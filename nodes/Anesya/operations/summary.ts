import type { IExecuteFunctions } from 'n8n-workflow';

import type { Extract } from '../api/extract';

/** What a run has done, in a sentence for the user. */
export interface Summary {
	/**
	 * Takes an extract that has ended. It counts once, however many items share it.
	 *
	 * @param isNew whether this run has uploaded it: any other one was paid for before
	 */
	add(extract: Extract, isNew: boolean): void;
	/** Notes that the run has uploaded documents. */
	uploaded(): void;
	/** '' when no extract has ended in FINISHED. */
	text(): string;
}

/** What is kept of an extract. */
interface Ended {
	status: Extract['status'];
	/** What this run has paid for it. NaN if the extract does not tell, undefined if it was paid for before. */
	credits?: number;
}

type Context = Pick<IExecuteFunctions, 'getMode' | 'getNode' | 'getWorkflow'>;

/** @param now milliseconds of a clock that only runs forward */
export function createSummary(context: Context, now: () => number): Summary {
	const start = now();
	let hasUploaded = false;
	const ended = new Map<string, Ended>();

	return {
		add({ id, status, credit_used }, isNew) {
			const credits = typeof credit_used === 'number' ? credit_used : NaN;
			ended.set(id, isNew ? { status, credits } : { status });
		},
		uploaded: () => void (hasUploaded = true),
		text() {
			const extracts = [...ended.values()];
			const finished = extracts.filter(({ status }) => status === 'FINISHED').length;
			if (finished === 0) return '';
			const failed = extracts.length - finished;
			const paid = extracts.flatMap(({ credits }) => credits ?? []);
			const credits = paid.reduce((sum, one) => sum + one, 0);
			const isKnown = paid.length > 0 && !Number.isNaN(credits);
			const cost = isKnown ? `, using ${counted(credits, 'credit')}` : '';
			const lost = failed === 0 ? '' : `. ${counted(failed, 'document')} could not be extracted`;
			const reminder = hasUploaded && isFirstTryInEditor(context) ? ` ${PIN}` : '';
			return `Extracted data from ${counted(finished, 'document')} in ${durationOf(now() - start)}${cost}${lost}.${reminder}`;
		},
	};
}

const PIN =
	'While you build this workflow, pin the output: otherwise, each run of this step uploads the documents again and uses credits.';

/** Nodes whose user was reminded by this process: once is enough. */
const reminded = new Set<string>();

/** How many of them are remembered. */
const MAX_REMINDED = 1_000;

function isFirstTryInEditor(context: Context): boolean {
	const { id, type } = context.getNode();
	const key = `${context.getWorkflow().id} ${id}`;
	if (context.getMode() !== 'manual' || type.endsWith('Tool') || reminded.has(key)) return false;
	if (reminded.size >= MAX_REMINDED) reminded.clear();
	reminded.add(key);
	return true;
}

function durationOf(milliseconds: number): string {
	const seconds = Math.max(1, Math.round(milliseconds / 1_000));
	return seconds < 120 ? counted(seconds, 'second') : counted(Math.round(seconds / 60), 'minute');
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
