import { mean, quantile } from 'simple-statistics';

import { documentName, logNormalDurations } from '../durations';
import type { WorkflowReport } from '../emulator/workflowReport';
import type { BatchClient, ClientName } from './clients';
import type { Round } from './rounds';

/** How one client did with the documents of one seed. Times are in seconds of the documents' clock. */
export interface Run {
	documents: number;
	medianSeconds: number;
	seed: number;
	speed: number;
	client: ClientName;
	/** From the first upload to the result of the last document. */
	wall: number;
	/** From the end of the last document to the result. */
	afterLast: number;
	/** Status checks for each document: single reads and pages of lists. */
	requests: number;
	lists: number;
	/** From the end of a document to the response that showed it. */
	meanLag: number;
	lag95: number;
}

/** @param clients those that the round needs */
export async function runRound(
	{ speed, comparisons }: Round,
	clients: Map<ClientName, BatchClient>,
): Promise<Run[]> {
	const prepared: Array<() => Promise<Run>> = [];
	for (const { documents, medianSeconds, seeds, clients: names } of comparisons) {
		for (const seed of seeds) {
			const documentNames = logNormalDurations(medianSeconds, documents, seed).map(
				(duration, index) => documentName(index, duration),
			);
			for (const name of names) {
				const client = clients.get(name);
				if (client === undefined) throw new Error(`${name} was not started`);
				const workflow = await client.anesya.openWorkflow();
				const start = await client.prepare(documentNames, workflow);
				prepared.push(async () => {
					await start();
					const doneAt = Date.now();
					const report = await client.anesya.closeWorkflow(workflow);
					return {
						documents,
						medianSeconds,
						seed,
						speed,
						client: name,
						...figuresOf(report, doneAt, speed),
					};
				});
			}
		}
	}
	return await Promise.all(prepared.map(async (run) => await run()));
}

function figuresOf(
	{ firstUploadAt, documents, reads, lists }: WorkflowReport,
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
