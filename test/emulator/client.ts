import { openAsBlob } from 'node:fs';
import type { BodyInit } from 'undici';
import { fetch, FormData } from 'undici';

import type { SampleDocument } from '../documents';
import type { Emulator } from '.';

export interface CallOptions {
	method?: 'GET' | 'POST' | 'DELETE';
	/** The `Authorization` header; the valid token unless given, null for no header. */
	authorization?: string | null;
	body?: BodyInit;
	headers?: Record<string, string>;
}

export interface CallResult {
	status: number;
	type: string;
	header(name: string): string | null;
	text: string;
	/** Undefined where the body is not JSON. */
	json: unknown;
}

/** Calls an emulator over HTTP, as any client would. */
export async function call(
	anesya: Emulator,
	path: string,
	options: CallOptions = {},
): Promise<CallResult> {
	const { method = 'GET', authorization = anesya.token, body, headers } = options;
	const response = await fetch(`${anesya.url}${path}`, {
		method,
		body,
		headers: { ...headers, ...(authorization !== null && { Authorization: authorization }) },
		redirect: 'manual',
		duplex: body === undefined ? undefined : 'half',
	});
	const text = await response.text();
	const type = response.headers.get('content-type') ?? '';
	const json: unknown =
		type.startsWith('application/json') && text !== '' ? JSON.parse(text) : undefined;
	return {
		status: response.status,
		type,
		header: (name) => response.headers.get(name),
		text,
		json,
	};
}

/** A file of a form. */
export interface FormPart {
	name?: string;
	fileName: string;
	bytes: string | Blob;
}

export function formWith(parts: FormPart[]): FormData {
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

export async function partFor({ name, path, mimeType }: SampleDocument): Promise<FormPart> {
	return { fileName: name, bytes: await openAsBlob(path, { type: mimeType }) };
}

export function uploadPath(workflow: string): string {
	return `/workflow/${workflow}/extract/`;
}

/** Uploads into the emulator's workflow. */
export async function upload(
	anesya: Emulator,
	parts: FormPart[],
	options: CallOptions = {},
): Promise<CallResult> {
	return await call(anesya, uploadPath(anesya.workflowId), {
		method: 'POST',
		body: formWith(parts),
		...options,
	});
}
