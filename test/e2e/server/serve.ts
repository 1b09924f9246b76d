import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';

import { watch } from '../canary';
import { onCleanup } from './cleanup';

/** Starts a web server on this machine; it ends with the run. @returns its address, without a slash at the end */
export async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const received = new Map<object, string>();
	server.on('connection', (socket) =>
		socket.on('data', (bytes) =>
			received.set(socket, `${received.get(socket) ?? ''}${bytes.toString('latin1')}`),
		),
	);
	onCleanup(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	const url = `http://127.0.0.1:${address.port}`;
	watch(`the server at ${url}`, () => [...received.values()].join('\n'));
	return url;
}
