import { freePort } from './e2e/server/freePort';

/**
 * The port that a user asked for.
 *
 * @param script the npm script that it is for
 * @throws with the next step, when it is not free or no port at all
 */
export async function askedPort(asked: string, script: string): Promise<number> {
	const port = Number(asked);
	const isPort = Number.isInteger(port) && port > 0 && port < 65_536;
	if (!isPort)
		throw new Error(
			`"${asked}" is no port: choose one between 1 and 65535, for example npm run ${script} -- --port 4011`,
		);
	if ((await freePort(port)) === port) return port;
	throw new Error(
		`Port ${port} is not free. Stop the program that uses it, or choose another one: npm run ${script} -- --port ${port + 1}`,
	);
}
