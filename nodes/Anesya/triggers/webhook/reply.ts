import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** What a call is answered with. Anesya shows the message in its log of webhooks (inferred). */
export interface Reply {
	status: number;
	message: string;
	/** Milliseconds after which a replay has a chance. */
	retryAfter?: number;
}

/** Whether a step ended the call with a reply instead of its own result. */
export function isReply(value: object): value is Reply {
	return 'status' in value && 'message' in value;
}

/** Sends the response itself, so that n8n sends none. */
export function respond(
	context: IWebhookFunctions,
	{ status, message, retryAfter }: Reply,
): IWebhookResponseData {
	const response = context.getResponseObject();
	if (retryAfter !== undefined)
		response.setHeader('Retry-After', String(Math.max(1, Math.ceil(retryAfter / 1_000))));
	response.status(status).json({ message });
	return { noWebhookResponse: true };
}
