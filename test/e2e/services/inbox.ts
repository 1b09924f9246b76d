import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import { undoLater } from '../server/leftovers';

/** Somebody's own system, that data is sent to. */
export interface Inbox {
	url: string;
	received: readonly unknown[];
}

/** Starts a server that takes any JSON. */
export async function openInbox(): Promise<Inbox> {
	const received: unknown[] = [];
	const server = createServer((request, response) => {
		void json(request).then((body) => {
			received.push(body);
			response.end();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	undoLater(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The inbox has no port');
	return { url: `http://127.0.0.1:${address.port}/documents`, received };
}
