import { Readable } from 'node:stream';

import type { ErrorDetails } from '../../../nodes/Anesya/transport/apiError';
import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import type { ApiClient } from '../../../nodes/Anesya/transport/client';
import type { ApiResponse } from '../../../nodes/Anesya/transport/response';
import { toResponseHead } from '../../../nodes/Anesya/transport/response';

interface ResponseHead {
	status?: number;
	headers?: Record<string, string>;
}

const unchanged = (text: string) => text;

/** A response, read from what n8n's HTTP helper returns: a text stays as it is, anything else becomes JSON. */
export function responseWith(
	body: unknown,
	{ status = 200, headers = {} }: ResponseHead = {},
	redact = unchanged,
): ApiResponse {
	const head = toResponseHead({ statusCode: status, body: Readable.from([]), headers }, redact);
	return head.complete(typeof body === 'string' ? body : JSON.stringify(body));
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
