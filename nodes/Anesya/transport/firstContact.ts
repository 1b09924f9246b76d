import { abortable } from '../concurrency/abortable';
import { AnesyaApiError } from './apiError';
import { readRetryDelay, retry } from './retry';

/** Base URLs that have answered this process. */
const reached = new Set<string>();

/** Notes that something answers at a Base URL. */
export function noteReached(baseUrl: string): void {
	reached.add(baseUrl);
}

/**
 * Before the first upload of this process to a server, it is asked for next to nothing. If nothing comes
 * back, a firewall may swallow or cut connections, and an upload would leave it open whether Anesya has
 * the document: so none is sent.
 *
 * @throws AnesyaApiError that says so, or that the token is wrong; or the reason of the signal
 */
export type FirstContact = (signal: AbortSignal | undefined) => Promise<void>;

/**
 * @param ask throws the AnesyaApiError of a request that was not answered, or whose token was refused
 * @param execution the signal of the execution
 */
export function createFirstContact(
	baseUrl: string,
	ask: () => Promise<void>,
	execution: AbortSignal,
): FirstContact {
	let running: Promise<void> | undefined;

	async function contact(): Promise<void> {
		await retry(ask, retryUnanswered, execution).catch((thrown: unknown) => {
			if (!(thrown instanceof AnesyaApiError) || thrown.status !== undefined) throw thrown;
			// An upload that no connection can be made for says so itself.
			if (thrown.accepted === 'maybe') throw unreachableError(thrown);
		});
	}

	return async (signal) => {
		if (reached.has(baseUrl)) return;
		running ??= contact();
		await abortable(running, signal);
	};
}

function retryUnanswered(
	...[error, attempt, random]: Parameters<typeof readRetryDelay>
): number | undefined {
	return error.accepted === 'maybe' ? readRetryDelay(error, attempt, random) : undefined;
}

function unreachableError(error: AnesyaApiError): AnesyaApiError {
	return error.with({
		message: 'Anesya could not be reached',
		description: `A first request to the Base URL of the credential was not answered. Check the Base URL, and ask whether a proxy or firewall blocks it. ${error.text}`,
		unsent: 'No document was sent.',
		accepted: 'no',
		retryable: false,
	});
}
