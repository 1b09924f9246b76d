import { setTimeout as sleep } from 'node:timers/promises';

import type { Emulator, EmulatorOptions } from '../emulator';
import type { Audit, Finding, Ledger } from './audit';
import { audit } from './audit';
import { chanceOf } from './chance';
import { hashOf, readNumbered } from './documents';
import type { PlannedExecution } from './executions';
import { drawExecutions, operationsOf, SHARED_NAMES } from './executions';
import type { Mix } from './faultPlan';
import { planFaults } from './faultPlan';
import { habitsOf, LOOKING } from './habits';
import { refusalsOf } from './refusals';
import type { Told } from './told';

/** What a round adds to the table. */
export interface RoundReport {
	/** Uploads, waits, and uploads with a wait. */
	operations: number;
	executions: number;
	documents: number;
	extracts: number;
	requests: number;
	faults: string[];
	fates: Audit['fates'];
	withoutExtract: number;
	findings: Finding[];
}

/** A round, wherever it is played: an Anesya with habits and faults of its own, and executions side by side that share it. */
export interface DrawnRound {
	/** How Anesya is to be started. */
	anesya: EmulatorOptions;
	/**
	 * Plays the round to its end, and compares what was told with what really happened.
	 *
	 * @param execute gives nothing where nobody can know what became of an execution: then it is only looked for duplicates
	 */
	play(
		anesya: Emulator,
		execute: (planned: PlannedExecution) => Promise<Told | undefined>,
	): Promise<RoundReport>;
}

export interface RoundOptions {
	seed: string;
	round: number;
	documents: number;
	/** Milliseconds that a document takes at the most. */
	longest: number;
	/** How likely faults are; drawn unless given. */
	mix?: Mix;
	/** Makes executions of what can be played at all. */
	fit?: (planned: PlannedExecution) => PlannedExecution;
}

/** Draws a round; the same options give the same. */
export function drawRound({
	seed,
	round,
	documents,
	longest,
	mix,
	fit = (planned) => planned,
}: RoundOptions): DrawnRound {
	const chance = chanceOf(seed, 'round', round);
	const executions = drawExecutions(chance, round, documents, longest / 2).map(fit);
	const drawnMix = {
		upload: chance.number() * 0.4,
		look: chance.number() * 0.3,
		list: chance.number() * 0.3,
	};
	const names = new Map(
		executions
			.flatMap(({ items }) => items.flat())
			.map((document) => [hashOf(document), document.name]),
	);
	let opened: Emulator | undefined;
	const plan = planFaults(`${seed}/${round}`, mix ?? drawnMix, LOOKING / 2, (id) =>
		names.get(opened?.extracts.get(id)?.sha256 ?? ''),
	);

	return {
		anesya: { ...habitsOf(chance, longest), faultPlan: plan.faultFor, read: readNumbered },
		async play(anesya, execute) {
			opened = anesya;
			for (const name of SHARED_NAMES)
				anesya.seed({ documentName: anesya.settings.keptName(name) }, Date.now() - 60_000);
			const played = await Promise.all(
				executions.map(async (planned) => ({ planned, told: await execute(planned) })),
			);
			// What is carried out late may still be on its way.
			await sleep(LOOKING / 2);

			const uploads = [...anesya.extracts.values()].filter(({ sha256 }) => sha256 !== '');
			const refusals = refusalsOf(anesya, plan);
			const ledger: Ledger = {
				extractsOf: (document) =>
					uploads.filter(({ sha256 }) => sha256 === hashOf(document)).map(({ id }) => id),
				faultsMet: ({ name }) => [
					...plan.injected
						.filter(({ names: met }) => met.length === 0 || met.includes(name))
						.map(({ kind }) => kind),
					...refusals,
				],
			};
			const audits = played.map(({ planned, told }) => audit(planned, told, ledger));
			return {
				operations: executions.reduce((sum, planned) => sum + operationsOf(planned), 0),
				executions: executions.length,
				documents,
				extracts: uploads.length,
				requests: anesya.requests.length,
				faults: [...plan.injected.map(({ kind }) => kind), ...refusals],
				fates: audits.flatMap(({ fates }) => fates),
				withoutExtract: audits.reduce((sum, one) => sum + one.withoutExtract, 0),
				findings: audits
					.flatMap(({ findings }) => findings)
					.map(({ kind, what }) => ({ kind, what: `round ${round}: ${what}` })),
			};
		},
	};
}
