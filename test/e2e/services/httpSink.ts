import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import { onCleanup } from '../server/cleanup';

/** A system that data is sent to. */
export interface HttpSink {
	url: string;
	received: readonly unknown[];
}

/** Starts a server that accepts any JSON. */
export async function startHttpSink(): Promise<HttpSink> {
	const received: unknown[] = [];
	const server = createServer((request, response) => {
		void json(request).then((body) => {
			received.push(body);
			response.end();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onCleanup(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The HTTP sink has no port');
	return { url: `http://127.0.0.1:${address.port}/documents`, received };
}
