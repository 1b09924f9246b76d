import type { INodeExecutionData, IRun, ITaskData } from 'n8n-workflow';

/** The items of a node's output; empty when the node did not run. */
export function outputOf(run: IRun, nodeName: string, outputIndex = 0): INodeExecutionData[] {
	return taskOf(run, nodeName)?.data?.main?.[outputIndex] ?? [];
}

/** The hints that a node showed beside its output. */
export function hintsOf(run: IRun, nodeName: string): string[] {
	return (taskOf(run, nodeName)?.hints ?? []).map(({ message }) => message);
}

/** The error that ended a run, if any. */
export function errorOf(run: IRun): IRun['data']['resultData']['error'] {
	return run.data.resultData.error;
}

function taskOf(run: IRun, nodeName: string): ITaskData | undefined {
	return run.data.resultData.runData[nodeName]?.[0];
}
