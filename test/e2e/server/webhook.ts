import { openAsBlob } from 'node:fs';
import { fetch, FormData } from 'undici';

import { waitUntil } from './waitUntil';

/** A file for a form. */
export interface FormFile {
	/** Its form field; n8n's item has the file under this name. */
	field: string;
	name: string;
	path: string;
	mimeType: string;
}

export interface WebhookResponse {
	status: number;
	/** Parsed where it is JSON. */
	body: unknown;
}

/** The webhook of an active workflow. */
export class Webhook {
	constructor(
		readonly workflowId: string,
		readonly url: string,
	) {}

	/** Posts files as a form in a browser does; they are streamed from disk. */
	async postFiles(files: FormFile[]): Promise<WebhookResponse> {
		const form = new FormData();
		for (const { field, name, path, mimeType } of files)
			form.append(field, await openAsBlob(path, { type: mimeType }), name);
		return await this.send({ body: form });
	}

	async postJson(json: object): Promise<WebhookResponse> {
		return await this.send({
			body: JSON.stringify(json),
			headers: { 'content-type': 'application/json' },
		});
	}

	/** Retries, because n8n registers the webhook a moment after a workflow is switched on. */
	private async send(request: {
		body: FormData | string;
		headers?: Record<string, string>;
	}): Promise<WebhookResponse> {
		return await waitUntil(`${this.url} listens`, async () => {
			const response = await fetch(this.url, { method: 'POST', ...request });
			const text = await response.text();
			if (response.status === 404 && text.includes('not registered')) return undefined;
			return { status: response.status, body: parse(text) };
		});
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
