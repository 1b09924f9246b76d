import type { INode } from 'n8n-workflow';

import type { Chance } from './chance';
import type { NumberedDocument } from './documents';

/** An execution of a workflow, as it was drawn. */
export interface PlannedExecution {
	operation: 'uploadAndWait' | 'upload, then wait';
	/** Whether the documents of an item go up in one request. */
	together: boolean;
	onError: INode['onError'];
	uploadsAtOnce: number;
	/** Milliseconds after the beginning of the round. */
	startsAfter: number;
	/** The documents of each item. */
	items: NumberedDocument[][];
}

/** Names that several documents bear, in one execution and in several at once. */
export const SHARED_NAMES = [
	'scan.png',
	'Scan.PNG',
	'Facture été n°7 – Café Noël.png',
	'invoice (1).jpg',
] as const;

/** How much of a share of the documents bears one of them. */
const SHARED = 0.3;

const MOST_ITEMS = 15;

/**
 * Draws executions that have a number of documents between them.
 *
 * @param round tells the documents of several rounds apart
 * @param within milliseconds within which they start
 */
export function drawExecutions(
	chance: Chance,
	round: number,
	documents: number,
	within: number,
): PlannedExecution[] {
	const executions: PlannedExecution[] = [];
	for (let drawn = 0; drawn < documents;) {
		const together = chance.happens(0.25);
		const sizes = Array.from({ length: chance.between(1, MOST_ITEMS) }, () =>
			together || chance.happens(0.1) ? chance.between(1, 3) : 1,
		);
		const items: NumberedDocument[][] = [];
		for (const size of sizes) {
			const left = documents - drawn;
			if (left === 0) break;
			items.push(
				Array.from({ length: Math.min(size, left) }, () =>
					drawDocument(chance, `${round}-${(drawn += 1)}`),
				),
			);
		}
		executions.push({
			operation: chance.among(['uploadAndWait', 'upload, then wait']),
			together,
			onError: chance.among([undefined, 'continueErrorOutput', 'continueRegularOutput']),
			uploadsAtOnce: chance.among([1, 5, 20]),
			startsAfter: chance.between(0, within),
			items,
		});
	}
	return executions;
}

function drawDocument(chance: Chance, number: string): NumberedDocument {
	return {
		number,
		name: chance.happens(SHARED) ? chance.among(SHARED_NAMES) : `document ${number}.png`,
	};
}

/** How many times a document goes through an operation. */
export function operationsOf({ operation, items }: PlannedExecution): number {
	return items.flat().length * (operation === 'uploadAndWait' ? 1 : 2);
}
