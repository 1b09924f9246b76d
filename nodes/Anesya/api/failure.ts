import type { Moment } from './moment';

/** What is told to the user: what happened, and what to do next. */
export interface FailureText {
	message: string;
	description: string;
}

/** What the code has to know of a call that did not go well. */
export interface FailureFacts {
	/** HTTP status; absent when there was no answer. */
	status?: number;
	/** Whether the same call may go well a little later. */
	passing: boolean;
	/** Whether Anesya may have taken what was sent: an upload is then not simply repeated. */
	taken: 'no' | 'maybe';
	/** Extracts that could be those of what was sent, where it is not clear. */
	candidates?: string[];
	/** Milliseconds that Anesya asked to wait. */
	retryAfter?: number;
	/** When the request left; absent where none did. */
	sentAt?: Moment;
}

/** A call to Anesya that did not go well, in words for the user. Carries neither token nor headers. */
export class AnesyaFailure extends Error {
	readonly description: string;

	constructor(
		text: FailureText,
		readonly facts: FailureFacts,
	) {
		super(text.message);
		this.description = text.description;
	}
}

/** Whether Anesya asks for patience. What was sent was not taken: that is what these statuses say. */
export function isThrottling({ facts }: AnesyaFailure): boolean {
	return asksForPatience(facts.status);
}

/** The same of a status; absent where there was no answer. */
export function asksForPatience(status: number | undefined): boolean {
	return status === 429 || status === 503;
}
