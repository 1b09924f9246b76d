import { median } from 'simple-statistics';

import type { Benchmark, RunOptions } from '../benchmark';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import { startAnesyaProcess } from '../emulator/startAnesyaProcess';
import { preparePackage } from '../preparePackage';
import type { BatchClient, BatchEnvironment, ClientName } from './clients';
import { CLIENTS } from './clients';
import type { Round } from './rounds';
import { QUICK_ROUNDS, ROUNDS } from './rounds';
import type { Run } from './runRound';
import { runRound } from './runRound';
import { tablesOf } from './tables';

/** How long it takes until all documents of a run are finished. */
export const batchBenchmark: Benchmark = {
	name: 'batch',
	question:
		'Many documents at once: how long until the last is finished, and with how many requests?',
	async measure(options) {
		const rounds = options.isQuick ? QUICK_ROUNDS : ROUNDS;
		const runs: Run[] = [];
		for (const speed of new Set(rounds.map((round) => round.speed))) {
			runs.push(
				...(await atSpeed(
					speed,
					rounds.filter((round) => round.speed === speed),
					options,
				)),
			);
		}
		return { tables: tablesOf(runs), headline: headlineOf(runs), raw: { runs } };
	},
};

/** What the README tells of 20 documents of about 8 s. */
function headlineOf(all: Run[]): Record<string, number> {
	const runs = all.filter(
		({ documents, medianSeconds }) => documents === 20 && medianSeconds === 8,
	);
	const of = (name: ClientName) => runs.filter(({ client }) => client === name);
	const ratios = of('node').map(
		({ seed, wall }) => wall / (of('limit').find((run) => run.seed === seed)?.wall ?? NaN),
	);
	return {
		timeAgainstLimit: median(ratios),
		requests: median(of('node').map(({ requests }) => requests)),
	};
}

async function atSpeed(speed: number, rounds: Round[], { print }: RunOptions): Promise<Run[]> {
	const environment: BatchEnvironment = {
		packed: await preparePackage(),
		withStatus: await startAnesyaProcess({ speed }),
		withoutStatus: await startAnesyaProcess({ speed, listCarriesStatus: false }),
		speed,
	};
	const clients = await startAll(environment, rounds);
	// Warm-up: the first run pays for connections, caches and the compiler.
	await runRound(
		{
			speed,
			comparisons: [{ documents: 5, medianSeconds: 2, seeds: [0], clients: [...clients.keys()] }],
		},
		clients,
	);
	const runs: Run[] = [];
	for (const round of rounds) {
		print(
			`at speed ${speed}: ${round.comparisons.map(({ documents, medianSeconds }) => `${documents} of ${medianSeconds} s`).join(', ')}`,
		);
		runs.push(...(await runRound(round, clients)));
	}
	await Promise.all(
		[...clients.values(), environment.withStatus, environment.withoutStatus].map(
			async (each: BatchClient | AnesyaProcess) => await each.stop(),
		),
	);
	return runs;
}

async function startAll(
	environment: BatchEnvironment,
	rounds: Round[],
): Promise<Map<ClientName, BatchClient>> {
	const names = new Set(
		rounds.flatMap(({ comparisons }) => comparisons.flatMap(({ clients }) => clients)),
	);
	return new Map(
		await Promise.all(
			[...names].map(async (name) => [name, await CLIENTS[name](environment)] as const),
		),
	);
}
