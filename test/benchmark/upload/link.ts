import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that a link may run ahead: timers are no finer. */
const AHEAD = 5;

/**
 * Puts a link in front of a server on this machine, that lets no more through than a cable would.
 *
 * @returns its port
 */
export async function openLink(port: number, bytesPerSecond: number): Promise<number> {
	const server = createServer((socket) => {
		const service = connect(port, '127.0.0.1');
		// Whoever is cut off notices by itself.
		pipeline(socket, paced(bytesPerSecond), service).catch(() => service.destroy());
		pipeline(service, socket).catch(() => socket.destroy());
	});
	return await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
	});
}

function paced(bytesPerSecond: number): Transform {
	let free = 0;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const now = performance.now();
			free = Math.max(free, now) + (chunk.length / bytesPerSecond) * 1000;
			const ahead = free - now;
			if (ahead < AHEAD) done(null, chunk);
			else void sleep(ahead).then(() => done(null, chunk));
		},
	});
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') throw new Error('A link has no port');
	return address.port;
}
