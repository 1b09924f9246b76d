import type { AnesyaApiError } from './apiError';
import { currentInstant } from './clock';

/** A response that may be given up. */
export interface Abandonable {
	/**
	 * Rejects with an AnesyaApiError when there is no use in waiting for the response: Anesya is gone, or was
	 * silent, has responded to others again, and still not to this.
	 */
	abandoned: Promise<never>;
	isAbandoned(): boolean;
}

/** Gives the response up. @param error of others @param retryable whether Anesya is there again */
export type Abandon = (error: AnesyaApiError, retryable: boolean) => void;

/** Must be called when the request is sent: what became of it is searched for from then on. */
export function createAbandonment(): Abandonable & { abandon: Abandon } {
	const sentAt = currentInstant();
	let isAbandoned = false;
	let reject: (reason: AnesyaApiError) => void = () => {};
	const abandoned = new Promise<never>((_resolve, rejectIt) => (reject = rejectIt));
	abandoned.catch(() => {});

	return {
		abandoned,
		isAbandoned: () => isAbandoned,
		abandon(error, retryable) {
			isAbandoned = true;
			reject(error.with({ retryable, accepted: 'maybe', sentAt }));
		},
	};
}
