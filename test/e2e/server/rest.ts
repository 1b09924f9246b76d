import { fetch } from 'undici';
import { z } from 'zod';

const envelope = z.object({ data: z.unknown() });

/** A logged-in session with n8n, as a browser has it. */
export class Rest {
	private cookie = '';

	constructor(private readonly url: string) {}

	/**
	 * Calls n8n's internal API.
	 *
	 * @param path below `/rest/`
	 * @param shape of the response's `data`
	 * @throws when n8n returns an error or another shape
	 */
	async call<Result>(
		method: string,
		path: string,
		shape: z.ZodType<Result>,
		body?: object,
	): Promise<Result> {
		const response = await this.send(method, `/rest/${path}`, body);
		const text = await response.text();
		if (!response.ok)
			throw new Error(`${method} ${path} returned ${response.status}: ${text.slice(0, 500)}`);
		return shape.parse(envelope.parse(JSON.parse(text)).data);
	}

	/** Fetches any path, logged in. */
	async get(path: string) {
		return await this.send('GET', path);
	}

	private async send(method: string, path: string, body?: object) {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': 'end-to-end',
				'content-type': 'application/json',
				cookie: this.cookie,
			},
			body: body && JSON.stringify(body),
		});
		const fresh = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (fresh.length > 0) this.cookie = fresh.join('; ');
		return response;
	}
}
