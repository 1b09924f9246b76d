import { AnesyaApiError } from '../../transport/apiError';

/** A transient failure ends a scan, but what it saw by then counts. */
export async function attempt(
	scan: () => Promise<boolean>,
): Promise<{ isComplete: boolean; failure: AnesyaApiError | undefined }> {
	try {
		return { isComplete: await scan(), failure: undefined };
	} catch (thrown) {
		return { isComplete: false, failure: transientIn(thrown) };
	}
}

/** @throws anything else */
function transientIn(thrown: unknown): AnesyaApiError {
	if (thrown instanceof AnesyaApiError && thrown.retryable) return thrown;
	throw thrown;
}
