import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface EchoServer {
	address: string;
	/** Resolves with the next request. */
	nextRequest(): Promise<unknown>;
	close(): Promise<void>;
}

/** A server that responds with the token and the number of bytes that it received. */
export async function startEchoServer(): Promise<EchoServer> {
	const server = createServer(async (request, response) => {
		const body = await buffer(request);
		response.end(JSON.stringify({ token: request.headers.authorization, bytes: body.length }));
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return {
		address: `http://127.0.0.1:${address.port}/`,
		nextRequest: async () => await once(server, 'request'),
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}
