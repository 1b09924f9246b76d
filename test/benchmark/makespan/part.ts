import type { BenchAnesya } from '../emulator/startAnesya';
import { startAnesya } from '../emulator/startAnesya';
import { preparePackage } from '../package/preparePackage';
import type { Effort, Part } from '../part';
import type { Contender, EntrantName, Place } from './entrants';
import { ENTRANTS } from './entrants';
import type { Round } from './rounds';
import { QUICK_ROUNDS, ROUNDS } from './rounds';
import type { Run } from './runRound';
import { runRound } from './runRound';
import { tablesOf } from './tables';

/** How long it takes until all documents of a run are through. */
export const makespan: Part = {
	name: 'makespan',
	question: 'Many documents at once: how long until the last is through, and at how many requests?',
	async measure(effort) {
		const rounds = effort.isQuick ? QUICK_ROUNDS : ROUNDS;
		const runs: Run[] = [];
		for (const speed of new Set(rounds.map((round) => round.speed))) {
			runs.push(
				...(await atSpeed(
					speed,
					rounds.filter((round) => round.speed === speed),
					effort,
				)),
			);
		}
		return { tables: tablesOf(runs), raw: { runs } };
	},
};

async function atSpeed(speed: number, rounds: Round[], { print }: Effort): Promise<Run[]> {
	const place: Place = {
		packed: await preparePackage(),
		withStatus: await startAnesya({ speed }),
		withoutStatus: await startAnesya({ speed, listCarriesStatus: false }),
		speed,
	};
	const contenders = await startAll(place, rounds);
	// Whatever comes first pays for connections, caches and the compiler.
	await runRound(
		{
			speed,
			comparisons: [
				{ documents: 5, medianSeconds: 2, seeds: [0], entrants: [...contenders.keys()] },
			],
		},
		contenders,
	);
	const runs: Run[] = [];
	for (const round of rounds) {
		print(
			`at speed ${speed}: ${round.comparisons.map(({ documents, medianSeconds }) => `${documents} of ${medianSeconds} s`).join(', ')}`,
		);
		runs.push(...(await runRound(round, contenders)));
	}
	await Promise.all(
		[...contenders.values(), place.withStatus, place.withoutStatus].map(
			async (each: Contender | BenchAnesya) => await each.stop(),
		),
	);
	return runs;
}

async function startAll(place: Place, rounds: Round[]): Promise<Map<EntrantName, Contender>> {
	const names = new Set(
		rounds.flatMap(({ comparisons }) => comparisons.flatMap(({ entrants }) => entrants)),
	);
	return new Map(
		await Promise.all([...names].map(async (name) => [name, await ENTRANTS[name](place)] as const)),
	);
}
