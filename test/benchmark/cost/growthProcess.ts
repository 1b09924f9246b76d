import { z } from 'zod';

import { answerQuestions } from '../processes/answerQuestions';
import { measure } from '../processes/measure';
import { waitVirtually } from './waitVirtually';

const question = z.object({ documents: z.number(), listCarriesStatus: z.boolean() });

answerQuestions({
	async wait(input) {
		const { documents, listCarriesStatus } = question.parse(input);
		let looks = 0;
		global.gc?.();
		const cost = await measure(async () => {
			({ looks } = await waitVirtually(documents, listCarriesStatus));
		});
		return { ...cost, looks };
	},
});
