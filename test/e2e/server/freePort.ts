import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port on the loopback interface that nobody listens on at this moment.
 *
 * @param wanted is taken if it is free
 */
export async function freePort(wanted = 0): Promise<number> {
	const server = createServer().listen(wanted, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch {
		return await freePort();
	}
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('No free port');
	return address.port;
}
