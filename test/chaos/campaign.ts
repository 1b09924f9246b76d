import { setTimeout as sleep } from 'node:timers/promises';

import { openFixture } from '../engine/fixture';
import { letClockJump, shortenTimeLimits } from './clocks';
import { createRandom } from './random';
import { runScenario } from './runScenario';
import type { ScenarioReport } from './scenario';

/** Milliseconds between the beginnings of the first scenarios. */
const BETWEEN_STARTS = 200;

export interface CampaignOptions {
	seed: string;
	/** At least this many; a scenario is always finished. */
	operations: number;
	scenariosAtOnce: number;
	/** The number of the first scenario; 1 unless given. */
	first?: number;
	/** Documents of a scenario at most. */
	documents: number;
	/** Milliseconds that a document takes at most. */
	maxProcessingMs: number;
	/** Whether Anesya may go away as a whole. */
	withOutages?: boolean;
	/** Whether the clock of n8n jumps. */
	withClockJumps?: boolean;
	onScenario?: (report: ScenarioReport) => void;
}

/** Runs scenarios in parallel until they have run that many operations. */
export async function runCampaign({
	seed,
	operations,
	scenariosAtOnce,
	first = 1,
	documents,
	maxProcessingMs,
	withOutages,
	withClockJumps = false,
	onScenario,
}: CampaignOptions): Promise<ScenarioReport[]> {
	const reports: ScenarioReport[] = [];
	let done = 0;
	let next = first;
	// One engine stays open throughout: the last one to close removes n8n's files.
	const keptOpen = await openFixture();
	const restoreLimits = shortenTimeLimits();
	const restoreClock = withClockJumps ? letClockJump(createRandom(seed, 'clock')) : () => {};

	/** Their beginnings are work for the processor, so they do not begin all at once. */
	async function runScenarios(index: number): Promise<void> {
		await sleep(index * BETWEEN_STARTS);
		while (done < operations) {
			const number = next;
			next += 1;
			const report = await runScenario({
				seed,
				number,
				documents: createRandom(seed, 'documents', number).integer(documents / 2, documents),
				maxProcessingMs,
				withOutages,
			});
			done += report.operations;
			reports.push(report);
			onScenario?.(report);
		}
	}
	await Promise.all(
		Array.from({ length: scenariosAtOnce }, async (_, index) => await runScenarios(index)),
	);
	restoreClock();
	restoreLimits();
	await keptOpen.close();
	return reports;
}
