import { openAsBlob } from 'node:fs';
import type { BodyInit } from 'undici';
import { fetch, FormData } from 'undici';

import type { SampleDocument } from '../documents';
import type { Emulator } from '.';

export interface CallOptions {
	method?: 'GET' | 'POST' | 'DELETE';
	/** What stands in `Authorization`; the valid token unless given, null for no header. */
	authorization?: string | null;
	body?: BodyInit;
	headers?: Record<string, string>;
}

export interface CallResult {
	status: number;
	type: string;
	header(name: string): string | null;
	text: string;
	/** Undefined where the body is no JSON. */
	json: unknown;
}

/** Calls an emulator as any client would, over a connection. */
export async function call(
	anesya: Emulator,
	path: string,
	options: CallOptions = {},
): Promise<CallResult> {
	const { method = 'GET', authorization = anesya.token, body, headers } = options;
	const answer = await fetch(`${anesya.url}${path}`, {
		method,
		body,
		headers: { ...headers, ...(authorization !== null && { Authorization: authorization }) },
		redirect: 'manual',
		duplex: body === undefined ? undefined : 'half',
	});
	const text = await answer.text();
	const type = answer.headers.get('content-type') ?? '';
	const json: unknown =
		type.startsWith('application/json') && text !== '' ? JSON.parse(text) : undefined;
	return { status: answer.status, type, header: (name) => answer.headers.get(name), text, json };
}

/** A file of a form, and the part it goes into. */
export interface Part {
	name?: string;
	fileName: string;
	bytes: string | Blob;
}

export function formWith(parts: Part[]): FormData {
	const form = new FormData();
	parts.forEach(({ name, fileName, bytes }, index) => {
		form.append(
			name ?? `extracts[${index}][document]`,
			typeof bytes === 'string' ? new Blob([bytes]) : bytes,
			fileName,
		);
	});
	return form;
}

export async function partWith({ name, path, mimeType }: SampleDocument): Promise<Part> {
	return { fileName: name, bytes: await openAsBlob(path, { type: mimeType }) };
}

export function uploadPath(workflow: string): string {
	return `/workflow/${workflow}/extract/`;
}

/** Uploads into the emulator's workflow. */
export async function upload(
	anesya: Emulator,
	parts: Part[],
	options: CallOptions = {},
): Promise<CallResult> {
	return await call(anesya, uploadPath(anesya.workflowId), {
		method: 'POST',
		body: formWith(parts),
		...options,
	});
}
