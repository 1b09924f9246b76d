import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** The answer to a call. Its text can be read in Anesya's log of webhooks (inferred). */
export interface Reply {
	status: number;
	message: string;
}

/** Whether a step ended in an answer rather than in what it was to give. */
export function isReply(value: object): value is Reply {
	return 'status' in value && 'message' in value;
}

/** Answers a call in the place of n8n. */
export function answer(
	context: IWebhookFunctions,
	{ status, message }: Reply,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
