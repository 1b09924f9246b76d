import { z } from 'zod';

import { logNormalDurations } from '../durations';
import { simulateWait } from '../polling/simulateWait';
import { handleRequests } from '../processes/handleRequests';
import { measure } from '../processes/measure';

const waitRequest = z.object({ documents: z.number(), listCarriesStatus: z.boolean() });

handleRequests({
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
