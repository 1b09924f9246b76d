import { overdueBy } from './deadlines';
import { shownNames } from './documents';
import type { PlannedExecution } from './executions';
import { isExplained } from './explanations';
import type { GroundTruth } from './groundTruth';
import type { Outcome } from './outcomes';
import { CRASHED, outcomeOf } from './outcomes';
import type { VisibleResult } from './visibleResult';
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

export interface Audit {
	outcomes: Outcome[];
	/** How many documents have no extract at Anesya. */
	withoutExtract: number;
	/** Extracts that ended in ERROR, and were replaced by another one. */
	replaced: number;
	findings: Finding[];
	/** What the user was told of each document without a clear outcome, and the faults that it met. */
	unclear: string[];
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
	const unclear: string[] = [];
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
			if (outcome?.startsWith('unclear'))
				unclear.push(
					`${outcome}: ${about}; met ${truth.faultsMet(document).join(', ')}; told ${texts.join(' | ')}`,
				);
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
	return { outcomes, withoutExtract, replaced, findings, unclear };
}
