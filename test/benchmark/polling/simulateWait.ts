import { setImmediate as nextTick } from 'node:timers/promises';
import { max, mean } from 'simple-statistics';

import type { Extract } from '../../../nodes/Anesya/api/extract';
import { createDurationMemory } from '../../../nodes/Anesya/waiting/durationMemory';
import { createRowTexts } from '../../../nodes/Anesya/waiting/rowTexts';
import { firstCheckAfterUpload } from '../../../nodes/Anesya/waiting/steadySchedule';
import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import type { WaitPorts } from '../../../nodes/Anesya/waiting/waitPorts';
import { OUTPUT } from '../../unit/results/outputSettings';
import { seededRandom } from '../durations';

const PAGE = 50;
const WORKFLOW = 'workflow';
const TIMEOUT = 36_000_000;

/** The result of waiting for all documents of a run. */
export interface SimulatedWait {
	/** Status checks: single reads and pages of lists. */
	requests: number;
	/** How long it took, relative to the last document. */
	wall: number;
	/** Seconds between the end of a document and the check that finds it. */
	meanLag: number;
}

/**
 * Waits for extracts in virtual time and without a network: only the wait's own work remains.
 *
 * @param durations of the documents, in milliseconds
 * @param seen how long documents of the kind took before, if any were seen
 */
export async function simulateWait(
	durations: number[],
	listCarriesStatus: boolean,
	seed: number,
	seen: number[] = [],
): Promise<SimulatedWait> {
	const ends = new Map(durations.map((duration, index) => [`extract-${index}`, duration]));
	const pages = Math.ceil(durations.length / PAGE);
	const lags = new Map<string, number>();
	let [time, requests] = [0, 0];
	const extractAt = (id: string): Extract => {
		const late = time - (ends.get(id) ?? 0);
		if (late >= 0 && !lags.has(id)) lags.set(id, late / 1000);
		return {
			id,
			status: late >= 0 ? 'FINISHED' : 'IN_PROGRESS',
			extracted_data: { total: '19.99' },
			document_name: '',
			schema: '',
			workflow: WORKFLOW,
			classifier_result: null,
			created_at: '',
			extraction_time: 0,
			credit_cost: 1,
			pages: 1,
		};
	};
	const memory = createDurationMemory();
	for (const duration of seen) memory.note(WORKFLOW, duration, 0);
	const ports: WaitPorts = {
		now: () => time,
		random: seededRandom(seed),
		durations: memory,
		rowTexts: createRowTexts(),
		async sleep(milliseconds) {
			await nextTick();
			time += milliseconds;
		},
		async read(id) {
			requests += 1;
			return { extract: extractAt(id) };
		},
		async readList(_workflow, ids) {
			requests += pages;
			return {
				extracts: new Map(listCarriesStatus ? [...ids].map((id) => [id, extractAt(id)]) : []),
				pages,
			};
		},
	};
	const waitFor = createWaitLoop(ports);
	const isOneOfMany = durations.length > 1;
	const limits = { timeout: TIMEOUT, firstCheckAfter: firstCheckAfterUpload(isOneOfMany) };
	await Promise.all(
		[...ends.keys()].map(
			async (id) =>
				await waitFor(
					{ id, workflow: WORKFLOW, kind: WORKFLOW, isOneOfMany, output: OUTPUT },
					limits,
				),
		),
	);
	return { requests, wall: time / max(durations), meanLag: mean([...lags.values()]) };
}
