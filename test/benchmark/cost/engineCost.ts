import type { z } from 'zod';

import type { RunOptions } from '../benchmark';
import { childAtSpeed } from '../clock/speed';
import { documentName } from '../durations';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import { startAnesyaProcess } from '../emulator/startAnesyaProcess';
import type {
	executionRequest,
	ExecutionResult,
	ProfileResult,
	ProfileShares,
} from '../engine/protocol';
import { uploadInto } from '../engine/protocol';
import type { NodeEngine } from '../engine/startNodeEngine';
import { startNodeEngine } from '../engine/startNodeEngine';
import type { PackedPackage } from '../preparePackage';
import { startBareClient } from './bareClient';

/** Shortens the waits; the work stays the same. */
const SPEED = 10;

const FEW = 10;
const MANY = 210;

/** Milliseconds of a document that needs about ten status checks. */
const TEN_CHECKS = 25_000;

const EXECUTIONS = 50;

/** What executions of the node cost; one entry for each repetition. */
export interface EngineCost {
	/** Documents of each profile. */
	documents: number;
	/** CPU milliseconds of the whole process for one more document, upload and result included. */
	perDocument: number[];
	/** The same for 1,000 more status checks. */
	perThousandChecks: number[];
	/** CPU milliseconds of this package's own code for one document. */
	ownPerDocument: number[];
	profiles: ProfileResult[];
	/** The same for the bare undici client, which uploads and reads each document once. */
	barePerDocument: number[];
	bareProfiles: ProfileShares[];
	/** One execution of 10 documents, and 50 of them in parallel. */
	one: ExecutionResult[];
	fifty: ExecutionResult[];
}

/** Measures differences between runs, to leave out what every execution costs. */
export async function measureEngineCost(
	packed: PackedPackage,
	{ isQuick }: RunOptions,
): Promise<EngineCost> {
	const result: EngineCost = {
		documents: MANY,
		perDocument: [],
		perThousandChecks: [],
		ownPerDocument: [],
		profiles: [],
		barePerDocument: [],
		bareProfiles: [],
		one: [],
		fifty: [],
	};
	const anesya = await startAnesyaProcess({ speed: SPEED, listCarriesStatus: false });
	const engine = await startNodeEngine(anesya, packed, childAtSpeed(SPEED));
	const environment = { anesya, engine };
	const bare = startBareClient(anesya);
	await run(environment, MANY, 0);
	await bare.cost(MANY);

	for (let repetition = 0; repetition < (isQuick ? 2 : 5); repetition += 1) {
		const few = await run(environment, FEW, 0);
		const many = await run(environment, MANY, 0);
		result.perDocument.push(((many.cpuSeconds - few.cpuSeconds) * 1000) / (MANY - FEW));

		const checked = await run(environment, MANY, TEN_CHECKS);
		result.perThousandChecks.push(
			((checked.cpuSeconds - many.cpuSeconds) * 1000) / ((checked.checks - many.checks) / 1000),
		);

		const profiled = await inWorkflow(
			environment,
			MANY,
			0,
			async (given) => await engine.profile(given),
		);
		result.profiles.push(profiled);
		result.ownPerDocument.push((profiled.byOwner['this package'] ?? 0) / MANY);

		const { cpuSeconds } = await bare.cost(MANY);
		result.barePerDocument.push((cpuSeconds * 1000) / MANY);
		result.bareProfiles.push(await bare.profile(MANY));

		result.one.push(await run(environment, FEW, 0));
		result.fifty.push(await run(environment, FEW, 0, EXECUTIONS));
	}
	await engine.stop();
	await bare.stop();
	await anesya.stop();
	return result;
}

type Prepared = Pick<z.input<typeof executionRequest>, 'prepared' | 'parameters'>;

interface CostEnvironment {
	anesya: AnesyaProcess;
	engine: NodeEngine;
}

async function run(
	environment: CostEnvironment,
	documents: number,
	duration: number,
	executions = 1,
): Promise<ExecutionResult & { checks: number }> {
	return await inWorkflow(
		environment,
		documents,
		duration,
		async (given) => await environment.engine.run({ ...given, executions }),
	);
}

async function inWorkflow<Result>(
	{ anesya, engine }: CostEnvironment,
	documents: number,
	duration: number,
	task: (given: Prepared) => Promise<Result>,
): Promise<Result & { checks: number }> {
	const workflow = await anesya.openWorkflow();
	const prepared = await engine.prepare({
		names: Array.from({ length: documents }, (_, index) => documentName(index, duration)),
	});
	const result = await task({ prepared, parameters: uploadInto(workflow) });
	const { reads, lists } = await anesya.closeWorkflow(workflow);
	return { ...result, checks: reads + lists };
}
