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
	if (isTransient(thrown)) return thrown;
	throw thrown;
}

/** A later poll may get further. */
export function isTransient(thrown: unknown): thrown is AnesyaApiError {
	return thrown instanceof AnesyaApiError && thrown.retryable;
}

/** A list that Anesya refuses has nothing to say, such as that of a workflow that was deleted. */
export function isRefusal(thrown: unknown): thrown is AnesyaApiError {
	return (
		thrown instanceof AnesyaApiError &&
		thrown.status !== undefined &&
		[400, 403, 404, 410].includes(thrown.status)
	);
}
