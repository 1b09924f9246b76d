import type { INode } from 'n8n-workflow';

import type { NumberedDocument } from './documents';
import { ODD_NAMES } from './oddNames';
import type { Random } from './random';

/** An execution of a workflow, as it was generated. */
export interface PlannedExecution {
	operation: 'uploadAndWait' | 'upload, then wait';
	/** Whether the documents of an item are uploaded in one request. */
	together: boolean;
	onError: INode['onError'];
	/** How often n8n tries the node at most: more than once with *Retry On Fail*. */
	tries: number;
	/** Whether the user retries the execution if it fails. */
	isRetried: boolean;
	/** The option Timeout in minutes; undefined for the default. */
	timeout: number | undefined;
	uploadsAtOnce: number;
	/** Milliseconds after the start of the scenario. */
	startsAfter: number;
	/** The documents of each item. */
	items: NumberedDocument[][];
}

/** Names that several documents have, both in one execution and in parallel ones. */
export const SHARED_NAMES = [
	'scan.png',
	'Scan.PNG',
	'Facture été n°7 – Café Noël.png',
	'invoice (1).jpg',
] as const;

/** The share of documents that get one of them, and of those with an odd name of their own. */
const SHARED_NAME_RATE = 0.3;
const ODD_NAME_RATE = 0.2;

/** The share of scenarios in which all documents have one name. */
const NAMESAKES_RATE = 0.1;

const MAX_ITEMS = 15;

/**
 * Generates executions that have a given number of documents between them.
 *
 * @param scenario makes the numbers of its documents unique in the campaign
 * @param within milliseconds within which they start
 */
export function generateExecutions(
	random: Random,
	scenario: number,
	documents: number,
	within: number,
): PlannedExecution[] {
	const executions: PlannedExecution[] = [];
	const onlyName = random.isTrue(NAMESAKES_RATE) ? random.pick(SHARED_NAMES) : undefined;
	for (let generated = 0; generated < documents;) {
		const together = random.isTrue(0.25);
		const sizes = Array.from({ length: random.integer(1, MAX_ITEMS) }, () =>
			together || random.isTrue(0.1) ? random.integer(1, 3) : 1,
		);
		const items: NumberedDocument[][] = [];
		for (const size of sizes) {
			const left = documents - generated;
			if (left === 0) break;
			items.push(
				Array.from({ length: Math.min(size, left) }, () =>
					generateDocument(random, `${scenario}-${(generated += 1)}`, onlyName),
				),
			);
		}
		executions.push({
			operation: random.pick(['uploadAndWait', 'upload, then wait']),
			together,
			onError: random.pick([undefined, 'continueErrorOutput', 'continueRegularOutput']),
			tries: random.pick([1, 1, 2, 3]),
			isRetried: random.isTrue(0.5),
			timeout: random.pick([undefined, 0.05, 0.1, 0.3]),
			uploadsAtOnce: random.pick([1, 5, 20]),
			startsAfter: random.integer(0, within),
			items,
		});
	}
	return executions;
}

function generateDocument(
	random: Random,
	number: string,
	onlyName: string | undefined,
): NumberedDocument {
	if (onlyName !== undefined) return { number, name: onlyName };
	if (random.isTrue(SHARED_NAME_RATE)) return { number, name: random.pick(SHARED_NAMES) };
	const name = random.isTrue(ODD_NAME_RATE)
		? random.pick(ODD_NAMES)(number)
		: `document ${number}.png`;
	return { number, name };
}

/** How many operations its documents go through in all: an upload followed by a wait counts as two. */
export function operationsOf({ operation, items }: PlannedExecution): number {
	return items.flat().length * (operation === 'uploadAndWait' ? 1 : 2);
}
