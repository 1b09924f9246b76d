import type { AnesyaApi } from '../../../nodes/Anesya/api/anesyaApi';
import type { Answer } from '../../../nodes/Anesya/api/answer';
import { toAnswer } from '../../../nodes/Anesya/api/answer';
import type { FailureFacts } from '../../../nodes/Anesya/api/failure';
import { AnesyaFailure } from '../../../nodes/Anesya/api/failure';

interface Envelope {
	status?: number;
	headers?: Record<string, string>;
}

/** An answer as n8n's HTTP helper gives it: a text is sent as it is, everything else as JSON. */
export function answerWith(body: unknown, { status = 200, headers = {} }: Envelope = {}): Answer {
	return toAnswer({
		statusCode: status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		headers,
	});
}

/** A call that did not go well. */
export function failureWith(facts: FailureFacts): AnesyaFailure {
	return new AnesyaFailure(
		{ message: 'It did not go well', description: 'Do something else.' },
		facts,
	);
}

/** A way to Anesya that leads to a function. */
export function apiWith(send: AnesyaApi['send']): AnesyaApi {
	const api = { send, serverTime: () => undefined };
	return api;
}
