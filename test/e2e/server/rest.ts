import { fetch } from 'undici';
import { z } from 'zod';

const envelope = z.object({ data: z.unknown() });

/** A browser's session with n8n, without the browser. */
export class Rest {
	private cookie = '';

	constructor(private readonly url: string) {}

	/**
	 * Calls n8n's internal API.
	 *
	 * @param path behind `/rest/`
	 * @param shape what of the answer's `data` is relied on
	 * @throws when n8n refuses, or answers in another shape
	 */
	async call<Result>(
		method: string,
		path: string,
		shape: z.ZodType<Result>,
		body?: object,
	): Promise<Result> {
		const answer = await this.send(method, `/rest/${path}`, body);
		const text = await answer.text();
		if (!answer.ok)
			throw new Error(`${method} ${path} gave ${answer.status}: ${text.slice(0, 500)}`);
		return shape.parse(envelope.parse(JSON.parse(text)).data);
	}

	/** Fetches any path, logged in. */
	async get(path: string) {
		return await this.send('GET', path);
	}

	private async send(method: string, path: string, body?: object) {
		const answer = await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': 'end-to-end',
				'content-type': 'application/json',
				cookie: this.cookie,
			},
			body: body && JSON.stringify(body),
		});
		const fresh = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (fresh.length > 0) this.cookie = fresh.join('; ');
		return answer;
	}
}
