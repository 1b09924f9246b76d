import type { IExecuteFunctions } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { isTool } from '../transport/nodeContext';

/** What a run has done, in a sentence for the user. */
export interface Summary {
	/**
	 * Takes an extract that has ended. It counts once, however many items share it.
	 *
	 * @param isNew whether this run has uploaded it: any other one was paid for before
	 */
	add(extract: Extract, isNew: boolean): void;
	/** Takes how many documents or items failed, for whatever reason. */
	failed(count: number): void;
	/** Notes that the run has uploaded documents. */
	uploaded(): void;
	/** '' when no extract has ended. */
	text(): string;
}

/** What is kept of an extract. */
interface Ended {
	status: Extract['status'];
	hasData: boolean;
	/** What this run has paid for it. NaN if the extract does not tell, undefined if it was paid for before. */
	credits?: number;
}

type Context = Pick<IExecuteFunctions, 'getMode' | 'getNode' | 'getWorkflow'>;

/** @param now milliseconds of a clock that only runs forward */
export function createSummary(context: Context, now: () => number): Summary {
	const start = now();
	let [hasUploaded, failures] = [false, 0];
	const ended = new Map<string, Ended>();

	return {
		add({ id, status, credit_used, extracted_data }, isNew) {
			const credits = typeof credit_used === 'number' ? credit_used : NaN;
			const hasData = (extracted_data ?? null) !== null;
			ended.set(id, { status, hasData, ...(isNew && { credits }) });
		},
		failed: (count) => void (failures = count),
		uploaded: () => void (hasUploaded = true),
		text() {
			const extracts = [...ended.values()];
			if (extracts.length === 0) return '';
			const finished = extracts.filter(({ status }) => status === 'FINISHED');
			const what = finished.some(({ hasData }) => hasData) ? 'Extracted data from' : 'Processed';
			const paid = extracts.flatMap(({ credits }) => credits ?? []);
			const known = paid.filter((one) => !Number.isNaN(one));
			const credits = counted(
				known.reduce((sum, one) => sum + one, 0),
				'credit',
			);
			const least = known.length < paid.length ? 'at least ' : '';
			const cost = known.length > 0 ? `, using ${least}${credits}` : '';
			const lost = failures === 0 ? '' : ` ${failures} failed.`;
			const reminder = hasUploaded && isFirstTryInEditor(context) ? ` ${PIN}` : '';
			return `${what} ${counted(finished.length, 'document')} in ${durationOf(now() - start)}${cost}.${lost}${reminder}`;
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
	const { id } = context.getNode();
	const key = `${context.getWorkflow().id} ${id}`;
	if (context.getMode() !== 'manual' || isTool(context) || reminded.has(key)) return false;
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
