import { z } from 'zod';

import { answerQuestions } from '../processes/answerQuestions';
import { openLink } from './link';

const link = z.object({ port: z.number(), bytesPerSecond: z.number() });

answerQuestions({
	async open(input) {
		const { port, bytesPerSecond } = link.parse(input);
		return await openLink(port, bytesPerSecond);
	},
});
