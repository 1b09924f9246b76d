import type { Station } from '../engine/station';
import { openStation } from '../engine/station';
import type { RoundOptions, RoundReport } from './drawnRound';
import { drawRound } from './drawnRound';
import type { PlannedExecution } from './executions';
import { runExecution } from './runExecution';
import type { Told } from './told';
import { NOTHING } from './told';

/** Plays a round in n8n's engine. */
export async function runRound(options: RoundOptions): Promise<RoundReport> {
	const round = drawRound(options);
	const station = await openStation(round.anesya);
	const report = await round.play(
		station.anesya,
		async (planned) => await outcomeOf(station, planned),
	);
	await station.close();
	return report;
}

/** An execution that n8n itself could not run is a finding, too. */
async function outcomeOf(station: Station, planned: PlannedExecution): Promise<Told> {
	try {
		return await runExecution(station, planned);
	} catch (thrown) {
		const text = String(thrown);
		return { ...NOTHING, ended: [{ item: -1, message: text, text }] };
	}
}
