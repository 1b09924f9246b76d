import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '../../ports';
import { startProcess } from '../server/processes';
import { scratchFolder } from '../server/scratchFolder';
import { waitUntil } from '../server/waitUntil';
import { postgresUser, program } from './programs';

const run = promisify(execFile);
const USER = 'n8n';

/**
 * Starts an empty PostgreSQL, for this run only.
 *
 * @returns n8n's settings for it
 */
export async function startPostgres(): Promise<Record<string, string>> {
	const [initdb, postgres, isReady] = ['initdb', 'postgres', 'pg_isready'].map((name) =>
		program(name, 'postgresql'),
	);
	const owner = postgresUser();
	const folder = await scratchFolder('postgres', owner);
	const data = join(folder, 'data');
	const port = await freePort();
	const env = { PATH: process.env.PATH, LC_ALL: 'C' };
	await run(
		initdb ?? '',
		['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--no-sync'],
		{ ...owner, env, cwd: folder },
	);

	const settings = [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'fsync=off',
		'max_connections=100',
	];
	await startProcess({
		name: 'postgres',
		command: postgres ?? '',
		args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
		env,
		cwd: folder,
		owner,
		// With this signal it does not wait for clients to disconnect.
		endsOn: 'SIGINT',
	});
	const check = async () =>
		await run(isReady ?? '', ['-h', '127.0.0.1', '-p', String(port), '-U', USER]).catch(
			() => undefined,
		);
	await waitUntil('PostgreSQL is ready', check);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: '',
	};
}
