import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';

import type { Fixture } from '../engine/fixture';
import { openFixture } from '../engine/fixture';
import { byId } from '../engine/items';
import type { PlannedExecution } from './executions';
import { mailItem } from './mailItem';
import type { ScenarioOptions, ScenarioReport } from './scenario';
import { createScenario } from './scenario';
import type { VisibleResult } from './visibleResult';
import {
	inputItemOf,
	isErrorItem,
	mergeResults,
	NOTHING_VISIBLE,
	visibleResultOf,
} from './visibleResult';

/** Runs a scenario in n8n's engine. */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioReport> {
	const scenario = createScenario(options);
	const fixture = await openFixture(scenario.emulatorOptions);
	const report = await scenario.run(
		fixture.anesya,
		async (planned) => await executeOrReport(fixture, planned),
	);
	await fixture.close();
	return report;
}

/** An execution that n8n itself could not run is a finding, too. */
async function executeOrReport(
	fixture: Fixture,
	planned: PlannedExecution,
): Promise<VisibleResult> {
	try {
		return await execute(fixture, planned);
	} catch (thrown) {
		const text = String(thrown);
		return { ...NOTHING_VISIBLE, executionErrors: [{ item: -1, message: text, text }] };
	}
}

async function execute(fixture: Fixture, planned: PlannedExecution): Promise<VisibleResult> {
	const { operation, together, uploadsAtOnce, onError } = planned;
	const items = await Promise.all(planned.items.map(mailItem));
	await sleep(planned.startsAfter);

	const workflow = byId(fixture.anesya.workflowId);
	const run = async (parameters: INodeParameters, input: typeof items) =>
		await fixture.run(parameters, input, { onError });
	const options = { together, uploadsAtOnce };
	if (operation === 'uploadAndWait')
		return visibleResultOf(await run({ operation, workflow, options }, items));

	const uploaded = await run({ operation: 'upload', workflow, options }, items);
	const sent = uploaded.items.filter(({ json }) => !isErrorItem(json));
	const uploadResult = { ...visibleResultOf(uploaded), delivered: [] };
	if (sent.length === 0) return uploadResult;
	const waited = await run({ operation: 'wait', extractId: '={{ $json.id }}' }, sent);
	const inputItems = sent.map((item) => inputItemOf(item));
	return mergeResults(uploadResult, visibleResultOf(waited, inputItems));
}
