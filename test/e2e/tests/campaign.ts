import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'expect';

import type { NumberedDocument } from '../../chaos/documents';
import { CRASHED } from '../../chaos/outcomes';
import { violations } from '../../chaos/report';
import type { Scenario, ScenarioReport } from '../../chaos/scenario';
import { createScenario } from '../../chaos/scenario';
import type { TestCase } from '../../testRunner';
import type { Environment, QueueEnvironment } from '../environment';
import { executionsAt } from '../queue/startQueue';
import { waitUntil } from '../server/waitUntil';
import { awaitResult, startExecution } from './campaignExecution';

/** Milliseconds after which the executions are in full swing. */
const IN_FULL_SWING = 4_000;

/** An environment whose Anesya has the API variant and the faults of a scenario. */
export type CampaignEnvironment<Base extends Environment = Environment> = Base & {
	scenario: Scenario;
};

/**
 * A scenario of the fault campaign; the documents of an execution come as the attachments of a mail.
 *
 * @param naming names documents. In queue mode each needs its own name: each process knows only its own uploads of equal names (SECURITY.md)
 */
export function mailScenario(
	seed: string,
	naming: (document: NumberedDocument) => string = ({ name }) => name,
): Scenario {
	return createScenario({
		seed,
		number: 1,
		documents: 100,
		maxProcessingMs: 4_000,
		withStalls: false,
		rates: { upload: 0.3, 'status check': 0.2, list: 0.2 },
		adapt: (planned) => ({
			...planned,
			operation: 'uploadAndWait',
			together: false,
			items: [
				planned.items.flat().map((document) => ({ ...document, name: storable(naming(document)) })),
			],
		}),
	});
}

/** n8n's own database keeps 255 characters of a file's name. */
function storable(name: string): string {
	return name.slice(-200);
}

/** What `npm run chaos` does to n8n's engine, in a real n8n. */
export const campaign: Array<TestCase<CampaignEnvironment>> = [
	{
		name: 'while everything goes wrong, nothing is lost, nothing is paid twice, and every error text says what happened',
		run: async (environment) => {
			const report = await environment.scenario.run(
				environment.anesya,
				async (planned) =>
					await awaitResult(environment, await startExecution(environment, planned)),
			);
			expect(violations([report], [])).toEqual([]);
			return figuresOf(report);
		},
	},
];

/** The same, and a worker crashes meanwhile. */
export const campaignWithCrash: Array<TestCase<CampaignEnvironment<QueueEnvironment>>> = [
	{
		name: 'while everything goes wrong and a worker crashes, nothing is paid twice, and every document of the other executions is accounted for',
		run: async (environment) => {
			const executionIds: string[] = [];
			const crashed = crashBusyWorker(environment, executionIds);
			const report = await environment.scenario.run(environment.anesya, async (planned) => {
				const id = await startExecution(environment, planned);
				executionIds.push(id);
				const result = await awaitResult(environment, id);
				return (await crashed).includes(id) || hasLostWorker(result) ? undefined : result;
			});
			expect(violations([report], [])).toEqual([]);
			const unknown = report.outcomes.filter((outcome) => outcome === CRASHED).length;
			expect(unknown).toBeGreaterThan(0);
			return `${figuresOf(report)}, ${unknown} documents in crashed executions`;
		},
	},
];

/** What n8n says of an execution whose worker crashed, also of one that the worker had only just taken. */
function hasLostWorker(result: unknown): boolean {
	return JSON.stringify(result).includes('failed to be processed too many times');
}

/**
 * Crashes a worker in full swing, while it has executions to lose.
 *
 * @returns the ids of the executions that it was running
 */
async function crashBusyWorker(
	{ n8n, workers, startWorker }: QueueEnvironment,
	executionIds: string[],
): Promise<string[]> {
	const [worker] = workers;
	if (worker === undefined) throw new Error('There is no worker');
	await sleep(IN_FULL_SWING);
	const findRunning = async () => {
		const unfinished = (await n8n.api.executions())
			.filter(({ status }) => status === 'running')
			.map(({ id }) => id);
		const running = (await executionsAt(worker)).filter(
			(id) => executionIds.includes(id) && unfinished.includes(id),
		);
		return running.length > 0 ? running : undefined;
	};
	const lost = await waitUntil('executions at a worker', findRunning, { within: 120_000 });
	await worker.kill();
	await startWorker();
	return lost;
}

function figuresOf({ executions, documents, extracts, requests, faults }: ScenarioReport): string {
	return `${executions} executions, ${documents} documents, ${extracts} extracts, ${requests} requests, ${faults.length} faults`;
}
