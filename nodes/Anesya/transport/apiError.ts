import type { Instant } from './clock';

/** What the user reads: what happened, and what to do next. */
export interface ErrorText {
	message: string;
	description: string;
}

/** What the code has to know about a call that failed. */
export interface ErrorDetails {
	/** HTTP status; absent when there was no response. */
	status?: number;
	/** Whether the same call may succeed a little later. */
	retryable: boolean;
	/** Whether Anesya may have accepted what was sent. If so, an upload is not simply sent again. */
	accepted: 'no' | 'maybe';
	/** IDs of extracts that may be those of the upload, where it is not clear. */
	candidates?: string[];
	/** Milliseconds that Anesya asked to wait. */
	retryAfter?: number;
	/** When the request left; absent where none did. */
	sentAt?: Instant;
}

/** A call to Anesya that failed, in words for the user. Carries neither the token nor headers. */
export class AnesyaApiError extends Error implements ErrorDetails {
	readonly description: string;
	readonly status?: number;
	readonly retryable: boolean;
	readonly accepted: 'no' | 'maybe';
	readonly candidates?: string[];
	readonly retryAfter?: number;
	readonly sentAt?: Instant;

	constructor({ message, description }: ErrorText, details: ErrorDetails) {
		super(message);
		this.description = description;
		this.status = details.status;
		this.retryable = details.retryable;
		this.accepted = details.accepted;
		this.candidates = details.candidates;
		this.retryAfter = details.retryAfter;
		this.sentAt = details.sentAt;
	}

	/** The same error with another text, or with some of its details changed. */
	with(changes: Partial<ErrorText & ErrorDetails>): AnesyaApiError {
		const { message, description } = this;
		return new AnesyaApiError({ message, description, ...changes }, { ...this, ...changes });
	}
}

/** Whether Anesya asked for fewer requests. The statuses that say so also say that nothing was accepted. */
export function isThrottled({ status }: AnesyaApiError): boolean {
	return isThrottleStatus(status);
}

/** The same for a status; undefined where there was no response. */
export function isThrottleStatus(status: number | undefined): boolean {
	return status === 429 || status === 503;
}
