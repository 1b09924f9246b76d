import { mean, quantile } from 'simple-statistics';

import { nameWith } from '../draws/documentNames';
import { durations } from '../draws/durations';
import type { Report } from '../emulator/report';
import type { Contender, EntrantName } from './entrants';
import type { Round } from './rounds';

/** What one contender made of the documents of one seed; times in seconds of the documents' clock. */
export interface Run {
	documents: number;
	medianSeconds: number;
	seed: number;
	speed: number;
	entrant: EntrantName;
	/** From the first upload to the result of the last document. */
	wall: number;
	/** From the end of the last document to the result. */
	afterLast: number;
	/** Status requests, single ones and pages of lists, for each document. */
	requests: number;
	lists: number;
	/** From the end of a document to the answer that told of it. */
	meanLag: number;
	lag95: number;
}

/** @param contenders those that the round needs */
export async function runRound(
	{ speed, comparisons }: Round,
	contenders: Map<EntrantName, Contender>,
): Promise<Run[]> {
	const prepared: Array<() => Promise<Run>> = [];
	for (const { documents, medianSeconds, seeds, entrants } of comparisons) {
		for (const seed of seeds) {
			const names = durations(medianSeconds, documents, seed).map((duration, index) =>
				nameWith(index, duration),
			);
			for (const entrant of entrants) {
				const contender = contenders.get(entrant);
				if (contender === undefined) throw new Error(`${entrant} was not started`);
				const workflow = await contender.anesya.openWorkflow();
				const start = await contender.prepare(names, workflow);
				prepared.push(async () => {
					await start();
					const doneAt = Date.now();
					const report = await contender.anesya.closeWorkflow(workflow);
					return {
						documents,
						medianSeconds,
						seed,
						speed,
						entrant,
						...figuresOf(report, doneAt, speed),
					};
				});
			}
		}
	}
	return await Promise.all(prepared.map(async (run) => await run()));
}

function figuresOf(
	{ firstUploadAt, documents, reads, lists }: Report,
	doneAt: number,
	speed: number,
) {
	const seconds = (milliseconds: number) => (milliseconds * speed) / 1000;
	const lags = documents.map(({ endsAt, seenAt }) => seconds((seenAt ?? doneAt) - endsAt));
	return {
		wall: seconds(doneAt - firstUploadAt),
		afterLast: seconds(doneAt - Math.max(...documents.map(({ endsAt }) => endsAt))),
		requests: (reads + lists) / documents.length,
		lists,
		meanLag: mean(lags),
		lag95: quantile(lags, 0.95),
	};
}
