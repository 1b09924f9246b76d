import type { RecordedRequest } from '../emulator';
import { overdueBy } from './deadlines';
import type { NumberedDocument } from './documents';
import { shownNames } from './documents';
import type { PlannedExecution } from './executions';
import type { Outcome } from './outcomes';
import { CRASHED, outcomeOf } from './outcomes';
import type { NodeRun, ReportedError, VisibleResult } from './visibleResult';
import { NOTHING_VISIBLE } from './visibleResult';

/** What a campaign must never find. */
export const FINDINGS = [
	'duplicate',
	'loss',
	'wrong item',
	'unexplained',
	'beyond its deadline',
] as const;

export interface Finding {
	kind: (typeof FINDINGS)[number];
	details: string;
}

/** What really happened. */
export interface GroundTruth {
	/** The ids of the extracts that Anesya created for a document. */
	extractsOf(document: NumberedDocument): string[];
	/** Whether an extract ended in ERROR. */
	hasFailed(id: string): boolean;
	/** When an extract was created, in milliseconds since 1970. */
	createdAt(id: string): number;
	/** When an extract has ended, in milliseconds since 1970. */
	finishedAt(id: string): number;
	/** All requests that Anesya got. */
	requests: readonly RecordedRequest[];
	/** The kinds of faults that the requests of a document met. */
	faultsMet(document: NumberedDocument): string[];
}

export interface Audit {
	outcomes: Outcome[];
	/** How many documents have no extract at Anesya. */
	withoutExtract: number;
	/** Extracts that ended in ERROR, and were replaced by another one. */
	replaced: number;
	findings: Finding[];
}

/**
 * Compares what an execution shows its user with what really happened.
 *
 * @param result undefined where its process crashed
 */
export function audit(
	{ items, tries, isRetried }: PlannedExecution,
	result: VisibleResult | undefined,
	truth: GroundTruth,
): Audit {
	const visible = result ?? NOTHING_VISIBLE;
	const outcomes: Outcome[] = [];
	const findings: Finding[] = [];
	let withoutExtract = 0;
	let replaced = 0;
	const find = (kind: Finding['kind'], details: string) => void findings.push({ kind, details });

	for (const [item, documents] of items.entries()) {
		for (const document of documents) {
			const extracts = truth.extractsOf(document);
			const unfailed = extracts.filter((id) => !truth.hasFailed(id));
			const isRepeated = tries > 1 || isRetried;
			const paidFor = isRepeated ? unfailed : extracts;
			// An extract that was replaced by another is the last one that the user needs.
			const ids = extracts.length === 0 ? [undefined] : [...unfailed, ...extracts.toReversed()];
			const delivered = visible.delivered.filter((one) => one.document === document.number);
			const failed = visible.errorItems.filter(
				(error) =>
					error.item === item &&
					[...shownNames(document), ...extracts].some((word) => error.text.includes(word)),
			);
			const about = `${document.number} "${document.name}", extracts: ${extracts.join(', ') || 'none'}`;

			if (extracts.length === 0) withoutExtract += 1;
			if (paidFor.length > 1) find('duplicate', about);
			else replaced += Math.max(0, extracts.length - 1);
			if (delivered.length > 1) find('duplicate', `${about}; came out ${delivered.length} times`);
			if (delivered.length > 0 && failed.length > 0 && documents.length === 1)
				find('duplicate', `${about}; came out and failed`);
			if (delivered.some((one) => one.item !== item))
				find('wrong item', `${about}; linked to another item`);

			const texts = [...failed, ...visible.executionErrors].map(({ text }) => text);
			const outcome =
				result === undefined
					? CRASHED
					: delivered.length > 0
						? 'delivered'
						: ids.map((id) => outcomeOf(document, id, texts)).find((one) => one !== undefined);
			if (outcome === undefined) find('loss', `${about}; ${texts.join(' | ') || 'no error text'}`);
			else outcomes.push(outcome);
		}
	}
	const numbers = new Set(items.flat().map(({ number }) => number));
	for (const { document } of visible.delivered)
		if (!numbers.has(document)) find('wrong item', `data of ${document}`);
	for (const error of [...visible.errorItems, ...visible.executionErrors]) {
		if (!isExplained(error, items[error.item] ?? [], visible.waits ?? [], truth))
			find('unexplained', error.text);
	}
	for (const run of visible.waits ?? []) {
		const overdue = overdueBy(run, truth.requests);
		if (overdue > 0) find('beyond its deadline', `${JSON.stringify(run)} by ${overdue} ms`);
	}
	return { outcomes, withoutExtract, replaced, findings };
}

/** Which kinds of faults explain a message of the node. */
const EXPLANATIONS: Array<[message: RegExp, faultKind: RegExp]> = [
	[/^Anesya could not extract/, /^upload: ends in ERROR/],
	[
		/^It is not clear whether Anesya accepted/,
		/^upload: (lost|silence|dripping|endless|carried out late|odd response|408|50[0234])/,
	],
	[/^The connection to Anesya was lost/, /: (lost|silence|dripping|endless|carried out late)/],
	[/^Anesya is receiving too many requests \(HTTP 429\)/, /: 429/],
	[/^Anesya is not available at the moment \(HTTP (408|50[0234])\)/, /: (408|50[0234])/],
	[/^Anesya sent a response that this node does not understand: /, /: (odd|endless) response/],
	[/^Anesya answered with a redirect/, /: redirect/],
	[/^Anesya did not accept the token \(HTTP 401\)/, /: 401/],
	[/^(Anesya refused the request|The request was refused).* \(HTTP 403\)/, /: (403|list refused)/],
	[/^(Anesya sent|The proxy between).* \(HTTP 407\)/, /: 407/],
	[/too (long|large)/, /: endless/],
];

/** Milliseconds by which a wait may miss the end of an extract: the last check takes some time. */
const LAST_CHECK = 2_000;

/** Whether a document had really not ended, or no single read could tell. A list is no excuse. */
function isUnfinished(
	documents: NumberedDocument[],
	waits: NodeRun[],
	truth: GroundTruth,
): boolean {
	const endedAt = Math.max(0, ...waits.map((run) => run.endedAt));
	return documents.some(
		(document) =>
			truth.extractsOf(document).some((id) => truth.finishedAt(id) > endedAt - LAST_CHECK) ||
			truth.faultsMet(document).some((kind) => /^status check: |outage|: 429 beyond/.test(kind)),
	);
}

/** Whether one of the documents met a fault that explains the message. */
function isExplained(
	{ message, toldAt = Infinity }: ReportedError,
	documents: NumberedDocument[],
	waits: NodeRun[],
	truth: GroundTruth,
): boolean {
	if (message.includes('was not finished within')) return isUnfinished(documents, waits, truth);
	// On a busy machine the time may be up without a fault, but nothing may be at Anesya then. What was not
	// sent may be sent when the execution is retried.
	if (message.includes('could not be sent within'))
		return documents.some((document) =>
			truth.extractsOf(document).every((id) => truth.createdAt(id) > toldAt),
		);
	const faultKinds = EXPLANATIONS.filter(([pattern]) => pattern.test(message)).map(
		([, faultKind]) => faultKind,
	);
	return documents.some((document) =>
		truth.faultsMet(document).some((met) => faultKinds.some((kind) => kind.test(met))),
	);
}
