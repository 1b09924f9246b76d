import { z } from 'zod';

import type { Execution } from './execution';
import { executionFrom, storedExecution } from './execution';
import type { Rest } from './rest';
import { waitUntil } from './waitUntil';

const UNFINISHED = ['new', 'running', 'waiting'];

/** n8n's list of executions. */
export class Executions {
	constructor(readonly rest: Rest) {}

	/** Executions of one workflow, or of all; the newest first. */
	async executions(workflowId?: string): Promise<Array<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const shape = z.object({
			results: z.array(z.object({ id: z.coerce.string(), status: z.string() })),
		});
		return (await this.rest.call('GET', `executions?filter=${filter}&limit=100`, shape)).results;
	}

	/** Waits until an execution has ended, in any status. */
	async endOf(id: string, within?: number): Promise<Execution> {
		const readEnded = async () => {
			// n8n 1 returns nothing while an execution is still being written.
			const stored = await this.rest.call('GET', `executions/${id}`, storedExecution.optional());
			return stored === undefined || UNFINISHED.includes(stored.status)
				? undefined
				: await executionFrom(stored);
		};
		return await waitUntil(`execution ${id} ends`, readEnded, { within });
	}

	/** Waits until the last execution of a workflow has ended. */
	async lastExecutionOf(workflowId: string): Promise<Execution> {
		const [last] = await this.executions(workflowId);
		if (last === undefined) throw new Error(`Workflow ${workflowId} was not executed`);
		return await this.endOf(last.id);
	}

	/**
	 * Waits until a workflow was executed this many times and the last execution has ended: a trigger
	 * responds before n8n lists its execution.
	 */
	async executed(workflowId: string, times = 1): Promise<Execution> {
		await waitUntil(
			`workflow ${workflowId} is executed (${times})`,
			async () => ((await this.executions(workflowId)).length >= times ? true : undefined),
			{ within: 70_000 },
		);
		return await this.lastExecutionOf(workflowId);
	}

	async stop(executionId: string): Promise<void> {
		await this.rest.call('POST', `executions/${executionId}/stop`, z.unknown());
	}
	/**
	 * Executes a failed execution again, as *Retry* in the list of executions does, and waits for its end.
	 *
	 * @param workflow as it was then, or as it is saved now
	 */
	async retry(executionId: string, workflow: 'original' | 'saved'): Promise<Execution> {
		const { id } = await this.rest.call(
			'POST',
			`executions/${executionId}/retry`,
			z.object({ id: z.coerce.string() }),
			{ loadWorkflow: workflow === 'saved' },
		);
		return await this.endOf(id);
	}
}
