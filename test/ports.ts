import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Finds a free port on the loopback interface.
 *
 * @param wanted is preferred if it is free
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

/**
 * Reads a port that the user chose.
 *
 * @param script the npm script, for the error text
 * @throws when it is not free or not a port; the text says what to do
 */
export async function portOption(given: string, script: string): Promise<number> {
	const port = Number(given);
	const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
	if (!isPort)
		throw new Error(
			`"${given}" is not a port: choose one between 1 and 65535, for example npm run ${script} -- --port 4011`,
		);
	if ((await freePort(port)) === port) return port;
	throw new Error(
		`Port ${port} is not free. Stop the program that uses it, or choose another one: npm run ${script} -- --port ${port + 1}`,
	);
}
