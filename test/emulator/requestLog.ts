import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ReceivedFile, ReceivedPart } from './receiving';

/** A request as the emulator saw it. The token itself is not kept. */
export interface RecordedRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	/** Milliseconds since 1970. */
	at: number;
	tokenValid: boolean;
	hasAuthorization: boolean;
	accept: string | undefined;
	/** Without its parameters, such as the boundary of a form. */
	contentType: string | undefined;
	/** Absent until it is answered, or for good where it never was. */
	status?: number;
	/** Whether the client, or a fault, ended it before it was answered. */
	aborted: boolean;
	documents: Array<Omit<ReceivedFile, 'path'>>;
	/** All parts of a form, in their order. */
	parts: ReceivedPart[];
	/** A JSON body. */
	json?: unknown;
}

/** All requests, in the order in which they came. */
export class RequestLog {
	readonly requests: RecordedRequest[] = [];

	constructor(private readonly onEnd: (request: RecordedRequest) => void = () => {}) {}

	open(
		request: IncomingMessage,
		response: ServerResponse,
		url: URL,
		token: string,
	): RecordedRequest {
		const { accept, authorization, 'content-type': contentType } = request.headers;
		const record: RecordedRequest = {
			method: request.method ?? 'GET',
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			at: Date.now(),
			tokenValid: authorization === token,
			hasAuthorization: authorization !== undefined,
			accept,
			contentType: contentType?.split(';')[0],
			aborted: false,
			documents: [],
			parts: [],
		};
		this.requests.push(record);
		response.on('close', () => {
			if (response.writableFinished) record.status = response.statusCode;
			else record.aborted = true;
			this.onEnd(record);
		});
		return record;
	}
}
