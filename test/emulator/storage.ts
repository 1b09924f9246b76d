import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';

import { html, send } from './answers';
import type { ServedFile } from './sendFile';
import { headersOf, sendFile } from './sendFile';

/** A server that is not Anesya, as a storage provider's is. */
export interface Storage {
	url: string;
	/** The headers of all requests. */
	requests: IncomingHttpHeaders[];
	/** Keeps a file, and gives its address. */
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
