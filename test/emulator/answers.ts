import type { ServerResponse } from 'node:http';

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	/** Sent as JSON, unless it is a text already. */
	body?: unknown;
	/** Instead of a body: bytes, or the path of a file. */
	file?: Buffer | string;
}

/** Django REST Framework's shape for a refusal (documented for 401 and 404). */
export function detail(status: number, text: string): Answer {
	return { status, body: { detail: text } };
}

/** What Django answers outside of the API's own code. */
export function html(status: number, title: string): Answer {
	return {
		status,
		headers: { 'Content-Type': 'text/html; charset=utf-8' },
		body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
	};
}

/** The documented answer to a token that is wrong or has expired. */
export const INVALID_TOKEN: Answer = {
	status: 401,
	body: {
		detail: 'Given token not valid for any token type',
		code: 'token_not_valid',
		messages: [{ token_class: 'AccessToken', token_type: 'access', message: 'Token is expired' }],
	},
};

export const NO_TOKEN = detail(401, 'Authentication credentials were not provided.');

/** Sends half of an answer, and cuts the connection. */
export function sendHalf(response: ServerResponse, { status, body }: Answer): void {
	const bytes = Buffer.from(JSON.stringify(body ?? null));
	response.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': bytes.length,
	});
	response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
	const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
	const type = text === '' ? undefined : { 'Content-Type': 'application/json' };
	response.writeHead(status, { ...type, ...headers, 'Content-Length': Buffer.byteLength(text) });
	response.end(text);
}
