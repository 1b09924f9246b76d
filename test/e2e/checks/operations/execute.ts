import type { INodeParameters } from 'n8n-workflow';

import type { RecordedRequest } from '../../../emulator';
import type { Place } from '../../place';
import type { Execution, Item } from '../../server/execution';
import type { FormFile } from '../../server/webhook';
import { nameOfStep, webhookToAnesya } from '../../workflows/webhookToAnesya';

/** An expression for the id that a workflow was called with. */
export const CALLED_WITH = '={{ $json.body.id }}';

/** What came of an execution. */
export interface Executed {
	/** Of each step. */
	items: Item[][];
	error: Execution['error'];
	/** What Anesya was asked, as `GET /extract/`. */
	requests: string[];
}

/**
 * Executes Anesya nodes, each with the items of the one before it.
 *
 * @param input of the first: files, or the id that the workflow is called with
 */
export async function execute(
	{ n8n, anesya }: Place,
	steps: INodeParameters[],
	input: FormFile[] | string = '',
): Promise<Executed> {
	const hook = await n8n.api.listen(webhookToAnesya({ credential: n8n.credential, steps }));
	const before = anesya.requests.length;
	await (typeof input === 'string' ? hook.postJson({ id: input }) : hook.postFiles(input));
	const { itemsOf, error } = await n8n.api.lastExecutionOf(hook.workflowId);
	return {
		items: steps.map((_, index) => itemsOf(nameOfStep(index))),
		error,
		requests: anesya.requests.slice(before).map(lineOf),
	};
}

function lineOf({ method, path, query }: RecordedRequest): string {
	const search = new URLSearchParams(query).toString();
	return `${method} ${path}${search === '' ? '' : `?${search}`}`;
}
