import { oneLine } from '../../guards/boundedText';
import { AnesyaApiError } from '../../transport/apiError';
import { PausedError, TooManyCallsError } from './quotaErrors';
import type { Reply } from './reply';

/** Anesya itself names what it knows, so the others of such a call are not asked for. */
export const OTHERS_UNKNOWN: Reply = {
	status: 503,
	message: 'Anesya was not asked, because it does not know other extracts of this call',
};

const TOO_MANY_CALLS: Reply = {
	status: 429,
	retryAfter: 5_000,
	message:
		'Anesya was not asked, because too many recent calls were about extracts that it does not know',
};

/** @returns undefined if Anesya was asked, or the time of the call was up */
export function whyNotAsked(thrown: unknown): Reply | undefined {
	if (thrown instanceof TooManyCallsError) return TOO_MANY_CALLS;
	return thrown instanceof PausedError ? pausedReply(thrown) : undefined;
}

function pausedReply({ asked, left }: PausedError): Reply {
	const seconds = Math.ceil(asked / 1_000);
	const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
	return { status: 429, message: `Anesya asks to wait ${wait}`, retryAfter: left };
}

/** The call was early. Asked for again as after a transient error. */
export class NotEndedError extends AnesyaApiError {
	readonly reply: Reply;

	constructor(status: string | undefined, retryAfter: number | undefined) {
		const known = status === undefined ? '' : `, its status is ${oneLine(status.slice(0, 50))}`;
		const message = `it has not ended yet${known}; replay the delivery once it has`;
		super({ message, description: '' }, { retryable: true, accepted: 'no', retryAfter });
		this.reply = { status: 503, message, retryAfter };
	}
}
