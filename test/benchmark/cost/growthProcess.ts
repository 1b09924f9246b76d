import { z } from 'zod';

import { durations } from '../draws/durations';
import { answerQuestions } from '../processes/answerQuestions';
import { measure } from '../processes/measure';
import { waitVirtually } from '../virtual/waitVirtually';

const question = z.object({ documents: z.number(), listCarriesStatus: z.boolean() });

answerQuestions({
	async wait(input) {
		const { documents, listCarriesStatus } = question.parse(input);
		const drawn = durations(25, documents, documents);
		let requests = 0;
		global.gc?.();
		const cost = await measure(async () => {
			({ requests } = await waitVirtually(drawn, listCarriesStatus, documents));
		});
		return { ...cost, requests };
	},
});
