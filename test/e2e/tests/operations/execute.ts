import type { INodeParameters } from 'n8n-workflow';

import type { RecordedRequest } from '../../../emulator';
import type { Environment } from '../../environment';
import type { Execution, Item } from '../../server/execution';
import type { FormFile } from '../../server/webhook';
import { nameOfStep, webhookToAnesya } from '../../workflows/webhookToAnesya';

/** An expression for the id that the workflow was called with. */
export const CALLED_WITH = '={{ $json.body.id }}';

/** The result of an execution. */
export interface ExecutionResult {
	/** The items of each step. */
	items: Item[][];
	error: Execution['error'];
	/** The requests to Anesya, in the form `GET /extract/`. */
	requests: string[];
}

/**
 * Executes Anesya nodes, each with the items of the node before it.
 *
 * @param input of the first node: files, or the id that the workflow is called with
 */
export async function execute(
	{ n8n, anesya }: Environment,
	steps: INodeParameters[],
	input: FormFile[] | string = '',
): Promise<ExecutionResult> {
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
