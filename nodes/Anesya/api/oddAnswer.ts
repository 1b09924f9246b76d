import type { Answer } from './answer';
import { AnesyaFailure } from './failure';
import { textForOddAnswer } from './statusTexts';

/**
 * A success whose body is not what the documentation promises.
 *
 * @param expected for instance `an extract`
 */
export function oddAnswer(
	answer: Pick<Answer, 'status' | 'sentAt'>,
	expected: string,
): AnesyaFailure {
	return new AnesyaFailure(textForOddAnswer(expected), {
		status: answer.status,
		passing: true,
		taken: 'maybe',
		sentAt: answer.sentAt,
	});
}
