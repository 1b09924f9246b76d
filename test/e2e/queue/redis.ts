import { once } from 'node:events';
import { connect } from 'node:net';

import { freePort } from '../../ports';
import { startProcess } from '../server/processes';
import { scratchFolder } from '../server/scratchFolder';
import { waitUntil } from '../server/waitUntil';
import { program } from './programs';

/**
 * Starts a Redis without persistence, for this run only.
 *
 * @returns n8n's settings for it
 */
export async function startRedis(): Promise<Record<string, string>> {
	const port = await freePort();
	const cwd = await scratchFolder('redis');
	await startProcess({
		name: 'redis',
		command: program('redis-server', 'redis-server'),
		args: [
			'--bind',
			'127.0.0.1',
			'--port',
			String(port),
			'--dir',
			cwd,
			'--save',
			'',
			'--appendonly',
			'no',
		],
		env: { PATH: process.env.PATH },
		cwd,
	});
	await waitUntil('Redis is ready', async () => await accepts(port));
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
}

async function accepts(port: number): Promise<true | undefined> {
	const socket = connect(port, '127.0.0.1');
	const connected = await once(socket, 'connect').catch(() => undefined);
	socket.destroy();
	return connected && true;
}
