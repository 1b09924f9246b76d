import type { NumberedDocument } from './documents';
import type { PlannedExecution } from './executions';
import { causesOf } from './explanations';
import type { Fate } from './fates';
import { CRASHED, fateOf } from './fates';
import type { Refusal, Told } from './told';
import { NOTHING } from './told';

/** What a campaign must never find. */
export const FINDINGS = ['duplicate', 'loss', 'wrong item', 'unexplained'] as const;

export interface Finding {
	kind: (typeof FINDINGS)[number];
	what: string;
}

/** What really happened. */
export interface Ledger {
	/** The ids of the extracts that Anesya made of a document. */
	extractsOf(document: NumberedDocument): string[];
	/** The kinds of faults that a document's requests met. */
	faultsMet(document: NumberedDocument): string[];
}

export interface Audit {
	fates: Fate[];
	/** Documents of which Anesya has no extract. */
	withoutExtract: number;
	findings: Finding[];
}

/**
 * Compares what an execution told with what really happened.
 *
 * @param outcome nothing where its process crashed
 */
export function audit(
	{ items }: PlannedExecution,
	outcome: Told | undefined,
	ledger: Ledger,
): Audit {
	const told = outcome ?? NOTHING;
	const fates: Fate[] = [];
	const findings: Finding[] = [];
	let withoutExtract = 0;
	const find = (kind: Finding['kind'], what: string) => void findings.push({ kind, what });

	for (const [item, documents] of items.entries()) {
		for (const document of documents) {
			const extracts = ledger.extractsOf(document);
			const delivered = told.delivered.filter((one) => one.document === document.number);
			const refused = told.refused.filter(
				(one) =>
					one.item === item && [document.name, ...extracts].some((word) => one.text.includes(word)),
			);
			const about = `${document.number} "${document.name}", extracts: ${extracts.join(', ') || 'none'}`;

			if (extracts.length === 0) withoutExtract += 1;
			if (extracts.length > 1) find('duplicate', about);
			if (delivered.length > 1) find('duplicate', `${about}; came out ${delivered.length} times`);
			if (delivered.length > 0 && refused.length > 0 && documents.length === 1)
				find('duplicate', `${about}; came out and failed`);
			if (delivered.some((one) => one.item !== item))
				find('wrong item', `${about}; linked to another item`);

			const refusals = [...refused, ...told.ended].map(({ text }) => text);
			const fate =
				outcome === undefined
					? CRASHED
					: delivered.length > 0
						? 'delivered'
						: fateOf(document, extracts[0], refusals);
			if (fate === undefined)
				find('loss', `${about}; ${refusals.join(' | ') || 'nothing was said'}`);
			else fates.push(fate);
		}
	}
	const numbers = new Set(items.flat().map(({ number }) => number));
	for (const { document } of told.delivered)
		if (!numbers.has(document)) find('wrong item', `data of ${document}`);
	for (const refusal of [...told.refused, ...told.ended]) {
		if (!isExplained(refusal, items[refusal.item] ?? [], ledger)) find('unexplained', refusal.text);
	}
	return { fates, withoutExtract, findings };
}

/** A text has to say what really happened. */
function isExplained({ message }: Refusal, documents: NumberedDocument[], ledger: Ledger): boolean {
	const causes = causesOf(message);
	return documents.some((document) =>
		ledger.faultsMet(document).some((kind) => causes.some((cause) => cause.test(kind))),
	);
}
