import type { ErrorDetails } from '../../../nodes/Anesya/transport/apiError';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import type { ApiClient } from '../../../nodes/Anesya/transport/client';
import type { ApiResponse } from '../../../nodes/Anesya/transport/response';
import { toApiResponse } from '../../../nodes/Anesya/transport/response';

interface ResponseHead {
	status?: number;
	headers?: Record<string, string>;
}

/** A response, read from what n8n's HTTP helper returns: a text stays as it is, anything else becomes JSON. */
export function responseWith(
	body: unknown,
	{ status = 200, headers = {} }: ResponseHead = {},
): ApiResponse {
	return toApiResponse({
		statusCode: status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		headers,
	});
}

/** The error of a call that failed. */
export function errorWith(details: ErrorDetails): AnesyaApiError {
	return new AnesyaApiError(
		{ message: 'It did not go well', description: 'Do something else.' },
		details,
	);
}

/** A client whose calls are handled by a function. */
export function apiWith(send: ApiClient['send']): ApiClient {
	return { send, serverTime: () => undefined };
}
