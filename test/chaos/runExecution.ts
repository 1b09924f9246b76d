import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../engine/items';
import type { Station } from '../engine/station';
import type { PlannedExecution } from './executions';
import { itemOf } from './itemOf';
import type { Told } from './told';
import { bothOf, isRefusal, originOf, toldBy } from './told';

/** Runs an execution in n8n's engine, to its end. */
export async function runExecution(station: Station, planned: PlannedExecution): Promise<Told> {
	const { operation, together, uploadsAtOnce, onError } = planned;
	const items = await Promise.all(planned.items.map(itemOf));
	await sleep(planned.startsAfter);

	const workflow = byId(station.anesya.workflowId);
	const run = async (parameters: INodeParameters, given: typeof items) =>
		await station.run(parameters, given, { onError });
	const options = { together, uploadsAtOnce };
	if (operation === 'uploadAndWait')
		return toldBy(await run({ operation, workflow, options }, items));

	const uploaded = await run({ operation: 'upload', workflow, options }, items);
	const sent = uploaded.items.filter(({ json }) => !isRefusal(json));
	const told = { ...toldBy(uploaded), delivered: [] };
	if (sent.length === 0) return told;
	const waited = await run({ operation: 'wait', extractId: '={{ $json.id }}' }, sent);
	return bothOf(
		told,
		toldBy(
			waited,
			sent.map((item) => originOf(item)),
		),
	);
}
