import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import { handleRequests } from '../processes/handleRequests';

const link = z.object({ port: z.number(), bytesPerSecond: z.number() });

handleRequests({
	async open(input) {
		const { port, bytesPerSecond } = link.parse(input);
		return await openLink(port, bytesPerSecond);
	},
});

/** Milliseconds that a link may run ahead: timers are not more precise. */
const AHEAD = 5;

/**
 * Opens a link to a server on this machine that limits the upload rate, as a cable would.
 *
 * @returns its port
 */
async function openLink(port: number, bytesPerSecond: number): Promise<number> {
	const server = createServer((socket) => {
		const service = connect(port, '127.0.0.1');
		// The other end notices a broken connection by itself.
		pipeline(socket, limited(bytesPerSecond), service).catch(() => service.destroy());
		pipeline(service, socket).catch(() => socket.destroy());
	});
	return await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
	});
}

function limited(bytesPerSecond: number): Transform {
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
