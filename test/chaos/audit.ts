import type { NumberedDocument } from './documents';
import type { PlannedExecution } from './executions';
import type { Outcome } from './outcomes';
import { CRASHED, outcomeOf } from './outcomes';
import type { ReportedError, VisibleResult } from './visibleResult';
import { NOTHING_VISIBLE } from './visibleResult';

/** What a campaign must never find. */
export const FINDINGS = ['duplicate', 'loss', 'wrong item', 'unexplained'] as const;

export interface Finding {
	kind: (typeof FINDINGS)[number];
	details: string;
}

/** What really happened. */
export interface GroundTruth {
	/** The ids of the extracts that Anesya created for a document. */
	extractsOf(document: NumberedDocument): string[];
	/** The kinds of faults that the requests of a document met. */
	faultsMet(document: NumberedDocument): string[];
}

export interface Audit {
	outcomes: Outcome[];
	/** How many documents have no extract at Anesya. */
	withoutExtract: number;
	findings: Finding[];
}

/**
 * Compares what an execution shows its user with what really happened.
 *
 * @param result undefined where its process crashed
 */
export function audit(
	{ items }: PlannedExecution,
	result: VisibleResult | undefined,
	truth: GroundTruth,
): Audit {
	const visible = result ?? NOTHING_VISIBLE;
	const outcomes: Outcome[] = [];
	const findings: Finding[] = [];
	let withoutExtract = 0;
	const find = (kind: Finding['kind'], details: string) => void findings.push({ kind, details });

	for (const [item, documents] of items.entries()) {
		for (const document of documents) {
			const extracts = truth.extractsOf(document);
			const delivered = visible.delivered.filter((one) => one.document === document.number);
			const failed = visible.errorItems.filter(
				(error) =>
					error.item === item &&
					[document.name, ...extracts].some((word) => error.text.includes(word)),
			);
			const about = `${document.number} "${document.name}", extracts: ${extracts.join(', ') || 'none'}`;

			if (extracts.length === 0) withoutExtract += 1;
			if (extracts.length > 1) find('duplicate', about);
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
						: outcomeOf(document, extracts[0], texts);
			if (outcome === undefined) find('loss', `${about}; ${texts.join(' | ') || 'no error text'}`);
			else outcomes.push(outcome);
		}
	}
	const numbers = new Set(items.flat().map(({ number }) => number));
	for (const { document } of visible.delivered)
		if (!numbers.has(document)) find('wrong item', `data of ${document}`);
	for (const error of [...visible.errorItems, ...visible.executionErrors]) {
		if (!isExplained(error, items[error.item] ?? [], truth)) find('unexplained', error.text);
	}
	return { outcomes, withoutExtract, findings };
}

/** Which kinds of faults explain a message of the node. */
const EXPLANATIONS: Array<[message: RegExp, faultKind: RegExp]> = [
	[/^Anesya could not extract/, /^upload: ends in ERROR/],
	[
		/^It is not clear whether Anesya accepted/,
		/^upload: (lost|carried out late|odd response|408|50[024])/,
	],
	[/^The connection to Anesya was lost/, /: (lost|carried out late)/],
	[/^Anesya is receiving too many requests \(HTTP 429\)/, /: 429/],
	[/^Anesya is not available at the moment \(HTTP (408|50[0234])\)/, /: (408|50[0234])/],
	[/^Anesya sent a response that this node does not understand: /, /: odd response/],
];

/** Whether one of the documents met a fault that explains the message. */
function isExplained(
	{ message }: ReportedError,
	documents: NumberedDocument[],
	truth: GroundTruth,
): boolean {
	const faultKinds = EXPLANATIONS.filter(([pattern]) => pattern.test(message)).map(
		([, faultKind]) => faultKind,
	);
	return documents.some((document) =>
		truth.faultsMet(document).some((met) => faultKinds.some((kind) => kind.test(met))),
	);
}
