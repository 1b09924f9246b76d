import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'expect';

import type { NumberedDocument } from '../../chaos/documents';
import type { DrawnRound, RoundReport } from '../../chaos/drawnRound';
import { drawRound } from '../../chaos/drawnRound';
import { CRASHED } from '../../chaos/fates';
import { objections } from '../../chaos/report';
import type { Check } from '../../checks';
import type { Place, QueuePlace } from '../place';
import { executionsAt } from '../queue/startQueue';
import { begin, tell } from './campaignExecution';

/** Milliseconds after which the executions are in full swing. */
const IN_FULL_SWING = 4_000;

/** A place whose Anesya has the habits and the faults of a round. */
export type CampaignPlace<Around extends Place = Place> = Around & { round: DrawnRound };

/**
 * A round of the fault campaign; the documents of an execution come as the attachments of a mail.
 *
 * @param naming of documents: of equal names that go up at once, each process knows its own alone (SECURITY.md)
 */
export function roundOfMails(
	seed: string,
	naming: (document: NumberedDocument) => string = ({ name }) => name,
): DrawnRound {
	return drawRound({
		seed,
		round: 1,
		documents: 100,
		longest: 4_000,
		mix: { upload: 0.3, look: 0.2, list: 0.2 },
		fit: (planned) => ({
			...planned,
			operation: 'uploadAndWait',
			together: false,
			items: [planned.items.flat().map((document) => ({ ...document, name: naming(document) }))],
		}),
	});
}

/** What `npm run chaos` does to n8n's engine, in a real n8n. */
export const campaign: Array<Check<CampaignPlace>> = [
	{
		name: 'while everything goes wrong, nothing is lost, nothing paid twice, and every text says what happened',
		run: async (place) => {
			const report = await place.round.play(
				place.anesya,
				async (planned) => await tell(place, await begin(place, planned)),
			);
			expect(objections([report], [])).toEqual([]);
			return figuresOf(report);
		},
	},
];

/** The same with a crash. */
export const campaignWithCrash: Array<Check<CampaignPlace<QueuePlace>>> = [
	{
		name: 'while everything goes wrong and a worker crashes, nothing is paid twice, and all that did not crash is told',
		run: async (place) => {
			const begun: string[] = [];
			const crashed = sleep(IN_FULL_SWING).then(async () => await crashAWorker(place, begun));
			const report = await place.round.play(place.anesya, async (planned) => {
				const id = await begin(place, planned);
				begun.push(id);
				const told = await tell(place, id);
				return (await crashed).includes(id) ? undefined : told;
			});
			expect(objections([report], [])).toEqual([]);
			const untold = report.fates.filter((fate) => fate === CRASHED).length;
			expect(untold).toBeGreaterThan(0);
			return `${figuresOf(report)}, ${untold} documents in what crashed`;
		},
	},
];

/** @returns the executions that it was at */
async function crashAWorker(
	{ n8n, workers, startWorker }: QueuePlace,
	begun: string[],
): Promise<string[]> {
	const [worker] = workers;
	if (worker === undefined) throw new Error('There is no worker');
	const unfinished = (await n8n.api.executions())
		.filter(({ status }) => status === 'running')
		.map(({ id }) => id);
	const lost = (await executionsAt(worker)).filter(
		(id) => begun.includes(id) && unfinished.includes(id),
	);
	await worker.kill();
	await startWorker();
	return lost;
}

function figuresOf({ executions, documents, extracts, requests, faults }: RoundReport): string {
	return `${executions} executions, ${documents} documents, ${extracts} extracts, ${requests} requests, ${faults.length} faults`;
}
