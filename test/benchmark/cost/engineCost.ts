import type { z } from 'zod';

import { childAtSpeed } from '../clock/speed';
import { nameWith } from '../draws/documentNames';
import type { BenchAnesya } from '../emulator/startAnesya';
import { startAnesya } from '../emulator/startAnesya';
import type { Executed, execution, Profiled } from '../engine/questions';
import { uploadInto } from '../engine/questions';
import type { NodeEngine } from '../engine/startNodeEngine';
import { startNodeEngine } from '../engine/startNodeEngine';
import type { PackedPackage } from '../package/preparePackage';
import type { Effort } from '../part';

/** Nobody has to sit out the waits: the work is the same. */
const SPEED = 10;

const FEW = 10;
const MANY = 210;

/** Milliseconds for a document that needs about ten looks by itself. */
const TEN_LOOKS = 25_000;

const EXECUTIONS = 50;

/** What executions of the node cost; one entry for each repetition. */
export interface EngineCost {
	/** CPU milliseconds of the whole process for one more document, upload and result included. */
	perDocument: number[];
	/** The same for 1,000 more looks. */
	perThousandLooks: number[];
	/** CPU milliseconds of this package's own code for one document. */
	ownPerDocument: number[];
	profiles: Profiled[];
	/** One execution of 10 documents, and 50 of them at once. */
	one: Executed[];
	fifty: Executed[];
}

/** Differences between runs, so that what every execution costs is left out. */
export async function measureEngineCost(
	packed: PackedPackage,
	{ isQuick }: Effort,
): Promise<EngineCost> {
	const result: EngineCost = {
		perDocument: [],
		perThousandLooks: [],
		ownPerDocument: [],
		profiles: [],
		one: [],
		fifty: [],
	};
	const anesya = await startAnesya({ speed: SPEED, listCarriesStatus: false });
	const engine = await startNodeEngine(anesya, packed, childAtSpeed(SPEED));
	const place = { anesya, engine };
	await run(place, MANY, 0);

	for (let repetition = 0; repetition < (isQuick ? 2 : 5); repetition += 1) {
		const few = await run(place, FEW, 0);
		const many = await run(place, MANY, 0);
		result.perDocument.push(((many.cpuSeconds - few.cpuSeconds) * 1000) / (MANY - FEW));

		const looked = await run(place, MANY, TEN_LOOKS);
		result.perThousandLooks.push(
			((looked.cpuSeconds - many.cpuSeconds) * 1000) / ((looked.looks - many.looks) / 1000),
		);

		const profiled = await inWorkflow(place, MANY, 0, async (given) => await engine.profile(given));
		result.profiles.push(profiled);
		result.ownPerDocument.push((profiled.byOwner['this package'] ?? 0) / MANY);

		result.one.push(await run(place, FEW, 0));
		result.fifty.push(await run(place, FEW, 0, EXECUTIONS));
	}
	await engine.stop();
	await anesya.stop();
	return result;
}

type Prepared = Pick<z.input<typeof execution>, 'prepared' | 'parameters'>;

interface Place {
	anesya: BenchAnesya;
	engine: NodeEngine;
}

async function run(
	place: Place,
	documents: number,
	duration: number,
	executions = 1,
): Promise<Executed & { looks: number }> {
	return await inWorkflow(
		place,
		documents,
		duration,
		async (given) => await place.engine.run({ ...given, executions }),
	);
}

async function inWorkflow<Result>(
	{ anesya, engine }: Place,
	documents: number,
	duration: number,
	task: (given: Prepared) => Promise<Result>,
): Promise<Result & { looks: number }> {
	const workflow = await anesya.openWorkflow();
	const prepared = await engine.prepare({
		names: Array.from({ length: documents }, (_, index) => nameWith(index, duration)),
	});
	const result = await task({ prepared, parameters: uploadInto(workflow) });
	const { reads, lists } = await anesya.closeWorkflow(workflow);
	return { ...result, looks: reads + lists };
}
