import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';

import type { ServedFile } from './files';
import { headersOf } from './files';
import { html, send } from './responses';
import { sendFile } from './sendFile';

/** The server of a storage provider. */
export interface Storage {
	url: string;
	/** The headers of all requests. */
	requests: IncomingHttpHeaders[];
	/** Stores a file. @returns its URL */
	keep(file: ServedFile): string;
	close(): Promise<void>;
}

/** Starts a storage host, on the loopback interface. */
export async function startStorage(): Promise<Storage> {
	const files = new Map<string, ServedFile>();
	const requests: IncomingHttpHeaders[] = [];
	const server = createServer((request, response) => {
		requests.push(request.headers);
		const file = files.get(request.url ?? '');
		if (file === undefined) send(response, html(403, 'Request has expired'));
		else void sendFile(response, file.content, headersOf(file), undefined);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string')
		throw new Error('The storage host has no port');
	const url = `http://127.0.0.1:${address.port}`;

	return {
		url,
		requests,
		keep(file) {
			const path = `/${randomUUID()}?signature=${randomUUID()}`;
			files.set(path, file);
			return `${url}${path}`;
		},
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}
