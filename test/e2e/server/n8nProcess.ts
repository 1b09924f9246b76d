import { fetch } from 'undici';

import { freePort } from '../../ports';
import type { InstalledN8n } from '../install/n8n';
import type { RunningProcess } from './processes';
import { startProcess } from './processes';
import { waitUntil } from './waitUntil';

/** Milliseconds; the first start also sets up the database. */
const START = 120_000;

/** An n8n process to start: a server, or a worker. */
export interface N8nProgram {
	/** Names its log. */
	name: string;
	installation: InstalledN8n;
	userFolder: string;
	/** n8n's own command and its arguments, such as `start`. */
	args: string[];
	/** Environment variables, beyond those of every process. */
	settings: Record<string, string>;
	port: number;
	/** Paths that return 200 once it is ready. */
	readyAt: string[];
}

/** Starts n8n without any settings of this machine, and waits until it is ready. */
export async function startN8nProcess(program: N8nProgram): Promise<RunningProcess> {
	const { name, installation, userFolder, args, settings, port, readyAt } = program;
	const { release, node, command } = installation;
	const running = await startProcess({
		name,
		command: 'node',
		args: [command, ...args],
		cwd: userFolder,
		env: {
			PATH: node.env.PATH,
			HOME: userFolder,
			...COMMON,
			N8N_USER_FOLDER: userFolder,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...release.settings,
			...settings,
		},
	});
	await waitUntil(
		`${name} is ready`,
		async () => {
			if (running.hasExited())
				throw new Error(`${name} ended: ${(await running.log()).slice(-2_000)}`);
			const ready = await Promise.all(
				readyAt.map(async (path) => await isReady(`http://127.0.0.1:${port}${path}`)),
			);
			return ready.every(Boolean) || undefined;
		},
		{ within: START },
	);
	return running;
}

const COMMON = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_PROTOCOL: 'http',
	N8N_SECURE_COOKIE: 'false',
	N8N_ENCRYPTION_KEY: 'end-to-end-tests-only',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_FORMDATA_FILE_SIZE_MAX: '1024',
	NO_COLOR: '1',
};

async function isReady(url: string): Promise<boolean> {
	const response = await fetch(url).catch(() => undefined);
	await response?.body?.cancel();
	return response?.status === 200;
}
