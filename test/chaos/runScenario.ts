import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeExecutionData, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';

import { now } from '../emulator/now';
import type { Fixture, NodeResult } from '../engine/fixture';
import { nodeWith, openFixture, resultOf } from '../engine/fixture';
import { byId } from '../engine/items';
import type { PlannedExecution } from './executions';
import { mailItem } from './mailItem';
import type { ScenarioOptions, ScenarioReport } from './scenario';
import { createScenario } from './scenario';
import type { NodeRun, VisibleResult } from './visibleResult';
import {
	inputItemOf,
	isErrorItem,
	mergeResults,
	NOTHING_VISIBLE,
	toldAt,
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

/** The default of the option Timeout, in minutes. */
const DEFAULT_TIMEOUT = 15;

async function execute(fixture: Fixture, planned: PlannedExecution): Promise<VisibleResult> {
	const items = await Promise.all(planned.items.map(mailItem));
	await sleep(planned.startsAfter);

	const first = await executeOnce(fixture, planned, items, 'manual');
	if (!planned.isRetried || first.executionErrors.length === 0) return first;
	return mergeResults(first, await executeOnce(fixture, planned, items, 'retry'));
}

async function executeOnce(
	fixture: Fixture,
	planned: PlannedExecution,
	items: INodeExecutionData[],
	mode: WorkflowExecuteMode,
): Promise<VisibleResult> {
	const { operation, together, uploadsAtOnce, timeout } = planned;
	const workflow = byId(fixture.anesya.workflowId);
	const waiting = timeout === undefined ? {} : { timeout };
	const options = { interval: 1, together, uploadsAtOnce };
	if (operation === 'uploadAndWait') {
		const parameters = { operation, workflow, options: { ...options, ...waiting } };
		const { result, run } = await runNode(fixture, planned, parameters, items, mode);
		const visible = toldAt(run.endedAt, visibleResultOf(result));
		return { ...visible, waits: [{ ...run, uploads: true }] };
	}
	const uploaded = await runNode(
		fixture,
		planned,
		{ operation: 'upload', workflow, options },
		items,
		mode,
	);
	const sent = uploaded.result.items.filter(({ json }) => !isErrorItem(json));
	const uploadResult = {
		...toldAt(uploaded.run.endedAt, visibleResultOf(uploaded.result)),
		delivered: [],
	};
	if (sent.length === 0) return uploadResult;
	const waited = await runNode(
		fixture,
		planned,
		{ operation: 'wait', extractId: '={{ $json.id }}', options: { interval: 1, ...waiting } },
		sent,
		mode,
	);
	const inputItems = sent.map((item) => inputItemOf(item));
	return {
		...mergeResults(
			uploadResult,
			toldAt(waited.run.endedAt, visibleResultOf(waited.result, inputItems)),
		),
		waits: [{ ...waited.run, uploads: false }],
	};
}

async function runNode(
	{ engine }: Fixture,
	{ onError, tries, timeout = DEFAULT_TIMEOUT }: PlannedExecution,
	parameters: INodeParameters,
	items: INodeExecutionData[],
	mode: WorkflowExecuteMode,
): Promise<{ result: NodeResult; run: Omit<NodeRun, 'uploads'> }> {
	const retries = tries > 1 && { retryOnFail: true, maxTries: tries, waitBetweenTries: 0 };
	const node = { ...nodeWith(parameters, { onError }), ...retries };
	const startedAt = now();
	const { finished } = engine.start({ nodes: [node], connections: {}, mode }, items);
	const result = resultOf(await finished);
	return { result, run: { tries, startedAt, endedAt: now(), timeout: timeout * 60_000 } };
}
