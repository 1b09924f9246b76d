import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface EmulatorResponse {
	status: number;
	headers?: Record<string, string>;
	/** Sent as JSON unless it is a string. */
	body?: unknown;
	/** Instead of a body: the bytes, or the path of a file. */
	file?: Buffer | string;
}

/** An error in Django REST Framework's form (documented for 401 and 404). */
export function detail(status: number, text: string): EmulatorResponse {
	return { status, body: { detail: text } };
}

/** What Django sends outside of the API's own code. */
export function html(status: number, title: string): EmulatorResponse {
	return {
		status,
		headers: { 'Content-Type': 'text/html; charset=utf-8' },
		body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
	};
}

/** The documented response to a token that is wrong or has expired. */
export const INVALID_TOKEN: EmulatorResponse = {
	status: 401,
	body: {
		detail: 'Given token not valid for any token type',
		code: 'token_not_valid',
		messages: [{ token_class: 'AccessToken', token_type: 'access', message: 'Token is expired' }],
	},
};

export const NO_TOKEN = detail(401, 'Authentication credentials were not provided.');

/** Sends half of a response, then cuts the connection. */
export function sendHalf(response: ServerResponse, { status, body }: EmulatorResponse): void {
	const bytes = Buffer.from(JSON.stringify(body ?? null));
	response.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': bytes.length,
	});
	response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

/** Sends a response byte by byte, until the client has had enough. */
export async function sendByteByByte(
	response: ServerResponse,
	{ status, body }: EmulatorResponse,
	every: number,
): Promise<void> {
	const bytes = Buffer.from(JSON.stringify(body ?? null));
	response.writeHead(status, {
		'Content-Type': 'application/json',
		'Content-Length': bytes.length,
	});
	for (let sent = 0; sent < bytes.length && !response.destroyed; sent += 1) {
		response.write(bytes.subarray(sent, sent + 1));
		await sleep(every);
	}
	response.end();
}

/** Sends a response that goes on with spaces, which JSON allows, until the client has had enough. */
export async function sendForEver(
	response: ServerResponse,
	{ status }: EmulatorResponse,
): Promise<void> {
	response.writeHead(status, { 'Content-Type': 'application/json' });
	while (!response.destroyed) {
		response.write(' '.repeat(1_000));
		await sleep(50);
	}
}

export function send(response: ServerResponse, { status, headers, body }: EmulatorResponse): void {
	const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
	const type = text === '' ? undefined : { 'Content-Type': 'application/json' };
	response.writeHead(status, { ...type, ...headers, 'Content-Length': Buffer.byteLength(text) });
	response.end(text);
}
