import { z } from 'zod';

import { answerQuestions } from '../processes/answerQuestions';
import { oneAfterTheOther, withPerfectKnowledge } from './clients';

const question = z.object({
	names: z.array(z.string()),
	service: z.object({
		url: z.string(),
		token: z.string(),
		workflow: z.string(),
		speed: z.number(),
	}),
});

const skill = (client: typeof withPerfectKnowledge) => async (input: unknown) => {
	const { names, service } = question.parse(input);
	return await client(names, service);
};

answerQuestions({
	withPerfectKnowledge: skill(withPerfectKnowledge),
	oneAfterTheOther: skill(oneAfterTheOther),
});
