import type { Station } from '../engine/station';
import { openStation } from '../engine/station';
import type { Audit, Finding, Ledger } from './audit';
import { audit } from './audit';
import { chanceOf } from './chance';
import { hashOf, readNumbered } from './documents';
import type { PlannedExecution } from './executions';
import { drawExecutions, operationsOf, SHARED_NAMES } from './executions';
import type { Plan } from './faultPlan';
import { planFaults } from './faultPlan';
import { habitsOf, LOOKING } from './habits';
import { refusalsOf } from './refusals';
import { runExecution } from './runExecution';
import type { Told } from './told';
import { NOTHING } from './told';

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

/**
 * A round: an Anesya with habits and faults of its own, and executions side by side that share it.
 *
 * @param longest milliseconds that a document takes
 */
export async function runRound(seed: string, round: number, documents: number, longest: number): Promise<RoundReport> {
	const chance = chanceOf(seed, 'round', round);
	const executions = drawExecutions(chance, round, documents, longest / 2);
	const mix = { upload: chance.number() * 0.4, look: chance.number() * 0.3, list: chance.number() * 0.3 };
	const names = new Map(executions.flatMap(({ items }) => items.flat()).map((document) => [hashOf(document), document.name]));
	const plan: Plan = planFaults(`${seed}/${round}`, mix, LOOKING / 2, (id) => names.get(station.anesya.extracts.get(id)?.sha256 ?? ''));
	const station = await openStation({ ...habitsOf(chance, longest), faultPlan: plan.faultFor, read: readNumbered });
	const { anesya } = station;
	for (const name of SHARED_NAMES) anesya.seed({ documentName: anesya.settings.keptName(name) }, Date.now() - 60_000);

	const told = await Promise.all(executions.map(async (planned) => await outcomeOf(station, planned)));
	// What is carried out late may still be on its way.
	await new Promise((resolve) => setTimeout(resolve, LOOKING / 2));
	await station.close();

	const uploads = [...anesya.extracts.values()].filter(({ sha256 }) => sha256 !== '');
	const refusals = refusalsOf(anesya, plan);
	const ledger: Ledger = {
		extractsOf: (document) => uploads.filter(({ sha256 }) => sha256 === hashOf(document)).map(({ id }) => id),
		faultsMet: ({ name }) => [...plan.injected.filter(({ names }) => names.length === 0 || names.includes(name)).map(({ kind }) => kind), ...refusals],
	};
	const audits = executions.map((planned, index) => audit(planned, told[index] ?? NOTHING, ledger));
	return {
		operations: executions.reduce((sum, planned) => sum + operationsOf(planned), 0),
		executions: executions.length,
		documents,
		extracts: uploads.length,
		requests: anesya.requests.length,
		faults: [...plan.injected.map(({ kind }) => kind), ...refusals],
		fates: audits.flatMap(({ fates }) => fates),
		withoutExtract: audits.reduce((sum, one) => sum + one.withoutExtract, 0),
		findings: audits.flatMap(({ findings }) => findings).map(({ kind, what }) => ({ kind, what: `round ${round}: ${what}` })),
	};
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
