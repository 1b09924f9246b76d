import { openAsBlob } from 'node:fs';
import { fetch, FormData } from 'undici';

import { until } from './until';

/** A file for a form. */
export interface FormFile {
	/** The form field it goes into; n8n's item gets it under this name. */
	field: string;
	name: string;
	path: string;
	mimeType: string;
}

export interface WebhookAnswer {
	status: number;
	/** Parsed where it is JSON. */
	body: unknown;
}

/** The address of an active workflow. */
export class Webhook {
	constructor(
		readonly workflowId: string,
		readonly url: string,
	) {}

	/** Posts files as a browser's form does, read from disk as they go out. */
	async postFiles(files: FormFile[]): Promise<WebhookAnswer> {
		const form = new FormData();
		for (const { field, name, path, mimeType } of files)
			form.append(field, await openAsBlob(path, { type: mimeType }), name);
		return await this.send({ body: form });
	}

	async postJson(json: object): Promise<WebhookAnswer> {
		return await this.send({
			body: JSON.stringify(json),
			headers: { 'content-type': 'application/json' },
		});
	}

	/** A workflow that has just been switched on may be unknown for a moment yet. */
	private async send(request: {
		body: FormData | string;
		headers?: Record<string, string>;
	}): Promise<WebhookAnswer> {
		return await until(`${this.url} listens`, async () => {
			const answer = await fetch(this.url, { method: 'POST', ...request });
			const text = await answer.text();
			if (answer.status === 404 && text.includes('not registered')) return undefined;
			return { status: answer.status, body: parsed(text) };
		});
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
