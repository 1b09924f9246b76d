import type { Emulator } from '../../emulator';
import { freePort } from '../../ports';
import type { N8nRelease } from '../install/n8n';
import { installN8n } from '../install/n8n';
import type { Print } from '../install/npm';
import type { Memory } from './memory';
import { memoryOf } from './memory';
import type { CredentialReference } from './n8nApi';
import { N8nApi } from './n8nApi';
import { startN8nProcess } from './n8nProcess';
import { Rest } from './rest';
import { userFolderWith } from './userFolder';

export interface N8nOptions {
	/** Names its log. */
	name: string;
	release: N8nRelease;
	/** The result of `packPackage`. */
	tarball: string;
	/** The Anesya of the credential. */
	emulator: Pick<Emulator, 'url' | 'token'>;
	/** Environment variables of n8n. */
	settings?: Record<string, string>;
	/** Any free port unless given. */
	port?: number;
	/** Prints what takes minutes. */
	print?: Print;
}

/** A running n8n with the package, an owner who is logged in, and a credential. */
export interface N8nServer {
	url: string;
	api: N8nApi;
	credential: CredentialReference;
	pid: number;
	/** Where it keeps its files. */
	userFolder: string;
	/** The settings of its PostgreSQL, if it does not use SQLite. */
	database?: Record<string, string>;
	/** Seconds until it was first ready. */
	startedIn: number;
	memory(): Promise<Memory>;
	log(): Promise<string>;
	stop(): Promise<void>;
	/** Stops it or kills it, and starts it again with its data. The session remains valid. */
	restart(how: 'stop' | 'kill', meanwhile: () => void): Promise<void>;
}

/** Starts an n8n server with this package and nothing else. */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const { name, release, tarball, emulator, settings, print = console.log } = options;
	const installation = await installN8n(release, print);
	const userFolder = await userFolderWith(tarball, installation.node);
	const port = options.port ?? (await freePort());
	const start = async (times: number) =>
		await startN8nProcess({
			name: times === 0 ? name : `${name}-restarted-${times}`,
			installation,
			userFolder,
			args: ['start'],
			port,
			readyAt: ['/healthz/readiness', '/rest/settings'],
			settings: { ...settings, N8N_PORT: String(port) },
		});
	const started = performance.now();
	let running = await start(0);
	const runs = [running];
	const startedIn = (performance.now() - started) / 1000;
	const url = `http://127.0.0.1:${port}`;
	try {
		const api = await openN8n(url);
		const credential = await api.createCredential({ token: emulator.token, baseUrl: emulator.url });
		return {
			url,
			api,
			credential,
			startedIn,
			userFolder,
			database: settings?.DB_TYPE === 'postgresdb' ? settings : undefined,
			get pid() {
				return running.pid;
			},
			memory: async () => await memoryOf(running.pid),
			log: async () => (await Promise.all(runs.map(async (run) => await run.log()))).join('\n'),
			stop: async () => await running.stop(),
			async restart(how, meanwhile) {
				await running[how]();
				meanwhile();
				running = await start(runs.length);
				runs.push(running);
			},
		};
	} catch (error) {
		// Only the top of n8n's log says what is wrong with a package.
		throw new Error(`${String(error)}\n${(await running.log()).slice(0, 600)}`);
	}
}

/** Sets up a new n8n, and logs in. */
export async function openN8n(url: string): Promise<N8nApi> {
	const api = new N8nApi(url, new Rest(url));
	await api.setUpOwner();
	return api;
}
