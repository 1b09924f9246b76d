import type { Execution } from './execution';
import type { N8nApi } from './n8nApi';
import { until } from './until';

/** Waits until a workflow was executed so many times, and for the end of the last one: a trigger is answered before n8n lists it. */
export async function executed(api: N8nApi, workflowId: string, times = 1): Promise<Execution> {
	const what = `workflow ${workflowId} is executed (${times})`;
	await until(
		what,
		async () => ((await api.executions(workflowId)).length >= times ? true : undefined),
		{ within: 70_000 },
	);
	return await api.lastExecutionOf(workflowId);
}
