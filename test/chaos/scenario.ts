import { setTimeout as sleep } from 'node:timers/promises';

import type { Emulator, EmulatorOptions } from '../emulator';
import { now } from '../emulator/now';
import { randomVariant, RECOVERY_TIME } from './apiVariants';
import type { Audit, Finding } from './audit';
import { audit } from './audit';
import type { FaultRates } from './campaignFaults';
import { planFaults, unplannedRefusals, unplannedThrottling } from './campaignFaults';
import { hashOf, readNumbered } from './documents';
import type { PlannedExecution } from './executions';
import { generateExecutions, operationsOf, SHARED_NAMES } from './executions';
import { groundTruthOf } from './groundTruth';
import { randomOutage } from './outages';
import { createRandom } from './random';
import { traceOf } from './trace';
import type { VisibleResult } from './visibleResult';

/** What a scenario adds to the report. */
export interface ScenarioReport {
	/** Uploads, waits, and uploads with a wait. */
	operations: number;
	executions: number;
	documents: number;
	extracts: number;
	requests: number;
	faults: string[];
	outcomes: Audit['outcomes'];
	withoutExtract: number;
	/** Extracts that ended in ERROR, so that a repetition by n8n uploaded their documents again. */
	replaced: number;
	/** Whether an outage, or the end of the token, lasted until the end. */
	hasLastingOutage: boolean;
	findings: Finding[];
	/** See `Audit`. */
	unclear: string[];
	seed: string;
	number: number;
	/** What Anesya saw; '' if there are no findings, and no document without a clear outcome. */
	trace: string;
}

/** Parallel executions that share an emulated Anesya, with a variant of its API and faults. It runs in any n8n. */
export interface Scenario {
	/** The options to start the emulator with. */
	emulatorOptions: EmulatorOptions;
	/**
	 * Runs the scenario, and compares what was shown with what really happened.
	 *
	 * @param execute returns undefined where nobody can know what became of an execution: it is then checked for duplicates only
	 */
	run(
		anesya: Emulator,
		execute: (planned: PlannedExecution) => Promise<VisibleResult | undefined>,
	): Promise<ScenarioReport>;
}

export interface ScenarioOptions {
	seed: string;
	number: number;
	documents: number;
	/** Milliseconds that a document takes at most. */
	maxProcessingMs: number;
	/** Random unless given. */
	rates?: FaultRates;
	/** Whether Anesya may go away as a whole. */
	withOutages?: boolean;
	/** Whether responses may stall until a time limit; they may unless given. */
	withStalls?: boolean;
	/** Changes an execution into one that the n8n at hand can run. */
	adapt?: (planned: PlannedExecution) => PlannedExecution;
}

/** Generates a scenario. The same options give the same scenario. */
export function createScenario({
	seed,
	number,
	documents,
	maxProcessingMs,
	rates,
	withOutages = false,
	withStalls,
	adapt = (planned) => planned,
}: ScenarioOptions): Scenario {
	const random = createRandom(seed, 'scenario', number);
	const executions = generateExecutions(random, number, documents, maxProcessingMs / 2).map(adapt);
	const randomRates: FaultRates = {
		upload: random.number() * 0.4,
		'status check': random.number() * 0.3,
		list: random.number() * 0.3,
	};
	const names = new Map(
		executions
			.flatMap(({ items }) => items.flat())
			.map((document) => [hashOf(document), document.name]),
	);
	const outage = withOutages ? randomOutage(random, maxProcessingMs) : undefined;
	let running: Emulator | undefined;
	let startedAt = Infinity;
	const faults = planFaults(
		`${seed}/${number}`,
		rates ?? randomRates,
		RECOVERY_TIME / 2,
		(idOrHash) => names.get(running?.extracts.get(idOrHash)?.sha256 ?? idOrHash),
		() => {
			const at = now() - startedAt;
			return outage !== undefined && at >= outage.from && at < outage.to ? outage : undefined;
		},
		withStalls,
	);

	return {
		emulatorOptions: {
			...randomVariant(random, maxProcessingMs),
			faultPlan: faults.faultFor,
			read: readNumbered,
		},
		async run(anesya, execute) {
			running = anesya;
			startedAt = now();
			for (const name of SHARED_NAMES)
				anesya.seed({ documentName: anesya.settings.storedName(name) }, now() - 60_000);
			const executed = await Promise.all(
				executions.map(async (planned) => ({ planned, result: await execute(planned) })),
			);
			// Uploads that are carried out late may still be on their way.
			await sleep(RECOVERY_TIME / 2);

			const uploads = [...anesya.extracts.values()].filter(({ sha256 }) => sha256 !== '');
			const unplanned = [...unplannedThrottling(anesya, faults), ...unplannedRefusals(anesya)];
			const truth = groundTruthOf(anesya, ({ name }) => [
				...faults.injected
					.filter(({ names: met }) => met.length === 0 || met.includes(name))
					.map(({ kind }) => kind),
				...unplanned,
			]);
			const audits = executed.map(({ planned, result }) => audit(planned, result, truth));
			const findings = audits.flatMap((one) => one.findings);
			const unclear = audits.flatMap((one) => one.unclear);
			return {
				seed,
				number,
				operations: executions.reduce((sum, planned) => sum + operationsOf(planned), 0),
				executions: executions.length,
				documents,
				extracts: uploads.length,
				requests: anesya.requests.length,
				faults: [...faults.injected.map(({ kind }) => kind), ...unplanned],
				outcomes: audits.flatMap(({ outcomes }) => outcomes),
				withoutExtract: audits.reduce((sum, one) => sum + one.withoutExtract, 0),
				replaced: audits.reduce((sum, one) => sum + one.replaced, 0),
				hasLastingOutage: outage?.to === Infinity,
				findings: findings.map(({ kind, details }) => ({
					kind,
					details: `scenario ${number}: ${details}`,
				})),
				unclear: unclear.map((text) => `scenario ${number}: ${text}`),
				trace: findings.length + unclear.length === 0 ? '' : traceOf(anesya, startedAt),
			};
		},
	};
}
