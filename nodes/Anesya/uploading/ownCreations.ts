import { createFairMemory } from '../guards/fairMemory';
import type { AnesyaClient } from '../transport/client';

/** Lists that are remembered, and extracts of each. */
const MOST_LISTS = 1_000;
const MOST_OF_LIST = 100;

/** When this process created its last extracts, by list: milliseconds of a clock that never goes back. */
const creations = createFairMemory<Map<string, number>>(MOST_LISTS);

type Account = Pick<AnesyaClient, 'account'>;

/** Notes an extract that was just created: the list of its workflow must show it. */
export function noteCreated({ account }: Account, workflow = '', id: string): void {
	const ofList = creations.get(account, workflow) ?? new Map<string, number>();
	ofList.set(id, performance.now());
	const [oldest] = ofList.keys();
	if (ofList.size > MOST_OF_LIST && oldest !== undefined) ofList.delete(oldest);
	creations.set(account, workflow, ofList);
}

/** IDs of the extracts of a list that were created in a time. */
export function createdBetween(
	{ account }: Account,
	workflow = '',
	from: number,
	to: number,
): string[] {
	const ofList = [...(creations.get(account, workflow) ?? [])];
	return ofList.filter(([, at]) => from <= at && at <= to).map(([id]) => id);
}
