import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import { logNormalDurations } from '../durations';
import { simulateWait } from '../polling/simulateWait';
import { handleRequests } from '../processes/handleRequests';
import { measure } from '../processes/measure';

const waitRequest = z.object({ documents: z.number(), listCarriesStatus: z.boolean() });

/** Milliseconds of a loop, and between its rounds. */
const LOOP = 1_500;
const ROUND = 300;

handleRequests({
	/** As many loops of sleeping and looking at once, as the simplest code would have them. */
	async bareLoops(input) {
		const { documents } = waitRequest.parse(input);
		global.gc?.();
		return await measure(async () => {
			const until = performance.now() + LOOP;
			await Promise.all(
				Array.from({ length: documents }, async () => {
					do await sleep(ROUND);
					while (performance.now() < until);
				}),
			);
		});
	},
	async wait(input) {
		const { documents, listCarriesStatus } = waitRequest.parse(input);
		const durations = logNormalDurations(25, documents, documents);
		let requests = 0;
		global.gc?.();
		const cost = await measure(async () => {
			({ requests } = await simulateWait(durations, listCarriesStatus, documents));
		});
		return { ...cost, requests };
	},
});
