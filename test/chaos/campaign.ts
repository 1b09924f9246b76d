import { createLimiter } from '../../nodes/Anesya/concurrency/limiter';
import { openStation } from '../engine/station';
import { chanceOf } from './chance';
import type { RoundReport } from './drawnRound';
import { runRound } from './round';

export interface CampaignOptions {
	seed: string;
	/** How many at the least; a round is not broken off. */
	operations: number;
	roundsAtOnce: number;
	/** Documents of a round at the most. */
	documents: number;
	/** Milliseconds that a document takes at Anesya. */
	longest: number;
	onRound?: (report: RoundReport) => void;
}

/** Runs rounds side by side until they have so many operations between them. */
export async function runCampaign({
	seed,
	operations,
	roundsAtOnce,
	documents,
	longest,
	onRound,
}: CampaignOptions): Promise<RoundReport[]> {
	const reports: RoundReport[] = [];
	let done = 0;
	let next = 1;
	const atOnce = createLimiter(roundsAtOnce);
	// One engine stays open throughout, so that the files of n8n do.
	const held = await openStation();

	async function runRounds(): Promise<void> {
		while (done < operations) {
			const round = next;
			next += 1;
			const report = await runRound({
				seed,
				round,
				documents: chanceOf(seed, 'documents', round).between(documents / 2, documents),
				longest,
			});
			done += report.operations;
			reports.push(report);
			onRound?.(report);
		}
	}
	await Promise.all(Array.from({ length: roundsAtOnce }, async () => await atOnce(runRounds)));
	await held.close();
	return reports;
}
