import type { Instant } from './clock';

/** What the user reads: what happened, and what to do next. */
export interface ErrorText {
	message: string;
	description: string;
}

/** What the code needs to know about a call that failed. */
export interface ErrorDetails {
	/** HTTP status; absent when there was no response. */
	status?: number;
	/** Whether the same call may succeed a little later. */
	retryable: boolean;
	/** Whether Anesya may have accepted what was sent. If so, an upload is not simply sent again. */
	accepted: 'no' | 'maybe';
	/** IDs of the extracts that the upload may have become, where this is unclear. */
	candidates?: string[];
	/** Milliseconds that Anesya asked to wait. */
	retryAfter?: number;
	/** When the request was sent; absent when nothing was sent. */
	sentAt?: Instant;
	/**
	 * A sentence that says that nothing was sent. It is true of this request only, not of what was sent
	 * before it, and is dropped as soon as Anesya may have accepted anything.
	 */
	unsent?: string;
	/** Whether it has nothing to do with the document: the token, an ID or the Base URL is wrong. */
	causedElsewhere?: boolean;
}

/** A call to Anesya that failed, worded for the user. It contains neither the token nor headers. */
export class AnesyaApiError extends Error implements ErrorDetails {
	/** The description without `unsent`. */
	readonly text: string;
	readonly status?: number;
	readonly retryable: boolean;
	readonly accepted: 'no' | 'maybe';
	readonly candidates?: string[];
	readonly retryAfter?: number;
	readonly sentAt?: Instant;
	readonly unsent?: string;
	readonly causedElsewhere?: boolean;

	constructor({ message, description }: ErrorText, details: ErrorDetails) {
		super(message);
		this.text = description;
		this.status = details.status;
		this.retryable = details.retryable;
		this.accepted = details.accepted;
		this.candidates = details.candidates;
		this.retryAfter = details.retryAfter;
		this.sentAt = details.sentAt;
		this.unsent = details.accepted === 'no' ? details.unsent : undefined;
		this.causedElsewhere = details.causedElsewhere;
	}

	get description(): string {
		return this.unsent === undefined ? this.text : `${this.unsent} ${this.text}`;
	}

	/** The same error with some of its details changed, or with another text after `unsent`. */
	with(changes: Partial<ErrorText & ErrorDetails>): AnesyaApiError {
		const { message, text } = this;
		return new AnesyaApiError({ message, description: text, ...changes }, { ...this, ...changes });
	}
}

/**
 * Whether Anesya asked for fewer requests. A 429 also means that nothing was accepted; an upload that
 * was answered with 503 may have been.
 *
 * @param response a response, or the error that it became; false without a status
 */
export function isThrottled({ status }: { status?: number }): boolean {
	return status === 429 || status === 503;
}
