import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ReceivedFile, ReceivedPart } from './multipart';
import { now } from './now';

/** A request as the emulator saw it, without the token. */
export interface RecordedRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	/** Milliseconds since 1970. */
	at: number;
	/** When its response, or its connection, had ended; absent until then. */
	endedAt?: number;
	tokenValid: boolean;
	hasAuthorization: boolean;
	accept: string | undefined;
	/** All headers but Authorization, as they came. */
	headers: string;
	/** Without its parameters, such as the boundary of a form. */
	contentType: string | undefined;
	/** Absent as long as there is no response. */
	status?: number;
	/** Whether the client, or a fault, ended it before there was a response. */
	aborted: boolean;
	documents: Array<Omit<ReceivedFile, 'path'>>;
	/** All parts of a form, in their order. */
	parts: ReceivedPart[];
	/** A JSON body. */
	json?: unknown;
}

/** All requests, in the order of their arrival. */
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
			at: now(),
			tokenValid: authorization === token,
			hasAuthorization: authorization !== undefined,
			accept,
			headers: otherHeaders(request),
			contentType: contentType?.split(';')[0],
			aborted: false,
			documents: [],
			parts: [],
		};
		this.requests.push(record);
		response.on('close', () => {
			record.endedAt = now();
			if (response.writableFinished) record.status = response.statusCode;
			else record.aborted = true;
			this.onEnd(record);
		});
		return record;
	}
}

function otherHeaders({ rawHeaders }: IncomingMessage): string {
	const isToken = (index: number) =>
		rawHeaders[index - (index % 2)]?.toLowerCase() === 'authorization';
	return rawHeaders.filter((_part, index) => !isToken(index)).join(' ');
}

/** A request as one line for the terminal. */
export function formatRequest({
	method,
	path,
	status,
	aborted,
	documents,
}: RecordedRequest): string {
	const files = documents.map(({ fileName, size }) => ` ${fileName} (${size} bytes)`).join(',');
	return `${new Date().toISOString().slice(11, 19)}  ${aborted ? 'cut' : status}  ${method} ${path}${files}`;
}
