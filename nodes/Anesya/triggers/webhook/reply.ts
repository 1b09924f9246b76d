import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** The answer to a call that starts nothing. Its text can be read in Anesya's log of webhooks. */
export interface Reply {
	status: number;
	message: string;
}

export function isReply(value: object): value is Reply {
	return 'status' in value && 'message' in value;
}

/** Answers a call, and keeps n8n from starting the workflow. */
export function answer(context: IWebhookFunctions, { status, message }: Reply): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
