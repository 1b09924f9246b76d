import type { WatchedExtract } from './looks';

/** Extracts whose workflow is unknown stand together. */
export function byWorkflow(idle: WatchedExtract[]): Map<string | undefined, WatchedExtract[]> {
	const groups = new Map<string | undefined, WatchedExtract[]>();
	for (const awaited of idle) {
		const workflow = workflowOf(awaited);
		const group = groups.get(workflow);
		if (group === undefined) groups.set(workflow, [awaited]);
		else group.push(awaited);
	}
	return groups;
}

/** Where an extract is known to be in, by its upload or by the last reading. */
export function workflowOf(awaited: WatchedExtract): string | undefined {
	const workflow = awaited.workflow ?? awaited.wait.extract?.workflow;
	return typeof workflow === 'string' ? workflow : undefined;
}
