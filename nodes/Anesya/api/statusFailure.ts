import type { Answer } from './answer';
import { reasonOf, retryAfterOf } from './answer';
import type { FailureText } from './failure';
import { AnesyaFailure } from './failure';

/**
 * What an answer means that is no success: the one place where a status is judged.
 *
 * @param textFor the words for it, by the status and what Anesya itself says
 */
export function statusFailure(
	answer: Answer,
	textFor: (status: number, reason: string) => FailureText,
): AnesyaFailure {
	const { status } = answer;
	return new AnesyaFailure(textFor(status, reasonOf(answer)), {
		status,
		passing: status === 408 || status === 429 || status >= 500,
		taken: status === 408 || (status >= 500 && status !== 503) ? 'maybe' : 'no',
		retryAfter: retryAfterOf(answer, Date.now()),
		sentAt: answer.sentAt,
	});
}
