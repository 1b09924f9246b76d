import { z } from 'zod';

import type { Execution } from './execution';
import { executionFrom, storedExecution } from './execution';
import type { Rest } from './rest';
import { until } from './until';

const UNFINISHED = ['new', 'running', 'waiting'];

/** What a user sees under Executions. */
export class Executions {
	constructor(readonly rest: Rest) {}

	/** Executions, of one workflow or of all; the newest first. */
	async executions(workflowId?: string): Promise<Array<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const shape = z.object({
			results: z.array(z.object({ id: z.coerce.string(), status: z.string() })),
		});
		return (await this.rest.call('GET', `executions?filter=${filter}&limit=100`, shape)).results;
	}

	/** Waits for an execution to end in any way. */
	async endOf(id: string, within?: number): Promise<Execution> {
		const look = async () => {
			// n8n 1 answers with nothing while an execution is still being written.
			const stored = await this.rest.call('GET', `executions/${id}`, storedExecution.optional());
			return stored === undefined || UNFINISHED.includes(stored.status)
				? undefined
				: await executionFrom(stored);
		};
		return await until(`execution ${id} ends`, look, { within });
	}

	/** Waits for the last execution of a workflow to end. */
	async lastExecutionOf(workflowId: string): Promise<Execution> {
		const [last] = await this.executions(workflowId);
		if (last === undefined) throw new Error(`Workflow ${workflowId} was not executed`);
		return await this.endOf(last.id);
	}

	async stop(executionId: string): Promise<void> {
		await this.rest.call('POST', `executions/${executionId}/stop`, z.unknown());
	}
}
