import type { Emulator } from '../../emulator';
import type { Line } from '../install/n8n';
import { installN8n } from '../install/n8n';
import type { Print } from '../install/npm';
import { freePort } from './freePort';
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
	line: Line;
	/** What `packPackage` gave. */
	tarball: string;
	/** The Anesya that the credential is for. */
	emulator: Pick<Emulator, 'url' | 'token'>;
	/** Environment variables of n8n. */
	settings?: Record<string, string>;
	/** Any free one unless given. */
	port?: number;
	/** Told of what takes minutes. */
	print?: Print;
}

/** A running n8n with the package, an owner who is logged in, and a credential. */
export interface N8nServer {
	url: string;
	api: N8nApi;
	credential: CredentialReference;
	pid: number;
	/** Seconds until it was ready at first. */
	startedIn: number;
	memory(): Promise<Memory>;
	log(): Promise<string>;
	stop(): Promise<void>;
	/** Ends it, politely or as a crash would, and starts it again with what it kept; the session goes on. */
	restart(how: 'stop' | 'kill', meanwhile: () => void): Promise<void>;
}

/** Starts an n8n server that knows nothing but this package. */
export async function startN8n(options: N8nOptions): Promise<N8nServer> {
	const { name, line, tarball, emulator, settings, print = console.log } = options;
	const installation = await installN8n(line, print);
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
		// What is wrong with a package stands at the top of n8n's log, and nowhere else.
		throw new Error(`${String(error)}\n${(await running.log()).slice(0, 600)}`);
	}
}

/** Sets a fresh n8n up, and logs in. */
export async function openN8n(url: string): Promise<N8nApi> {
	const api = new N8nApi(url, new Rest(url));
	await api.setUpOwner();
	return api;
}
