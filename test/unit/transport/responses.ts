import type { ApiClient } from '../../../nodes/Anesya/transport/client';
import type { ApiResponse } from '../../../nodes/Anesya/transport/response';
import { toApiResponse } from '../../../nodes/Anesya/transport/response';
import type { ErrorDetails } from '../../../nodes/Anesya/transport/apiError';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';

interface Envelope {
	status?: number;
	headers?: Record<string, string>;
}

/** An answer as n8n's HTTP helper gives it: a text is sent as it is, everything else as JSON. */
export function responseWith(
	body: unknown,
	{ status = 200, headers = {} }: Envelope = {},
): ApiResponse {
	return toApiResponse({
		statusCode: status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		headers,
	});
}

/** A call that did not go well. */
export function errorWith(facts: ErrorDetails): AnesyaApiError {
	return new AnesyaApiError(
		{ message: 'It did not go well', description: 'Do something else.' },
		facts,
	);
}

/** A way to Anesya that leads to a function. */
export function apiWith(send: ApiClient['send']): ApiClient {
	const api = { send, serverTime: () => undefined };
	return api;
}
