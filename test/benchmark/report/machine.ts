import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** The machine and the versions of a measurement. */
export interface Machine {
	processor: string;
	memory: string;
	system: string;
	node: string;
	versions: Record<string, string>;
	/** Of the code that was measured. */
	commit: string;
	/** The load average of the last minute before the measurement: other processes slow it down. */
	load: string;
	at: string;
}

const PACKAGES = ['n8n-core', 'n8n-workflow', 'undici'];

export function thisMachine(): Machine {
	const [first] = cpus();
	return {
		processor: `${cpus().length} x ${first?.model.trim() ?? 'unknown'}`,
		memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
		system: `${platform()} ${release()}`,
		node: process.version,
		versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
		commit: execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=7'], {
			cwd: __dirname,
			encoding: 'utf8',
		}).trim(),
		load: (loadavg()[0] ?? 0).toFixed(2),
		at: new Date().toISOString(),
	};
}

export function describeMachine({
	processor,
	memory,
	system,
	node,
	versions,
	commit,
	load,
	at,
}: Machine): string {
	const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return [at, commit, processor, memory, system, `Node ${node}`, ...packages, `load ${load}`].join(
		', ',
	);
}

function versionOf(name: string): string {
	const manifest: { version: string } = JSON.parse(
		readFileSync(require.resolve(`${name}/package.json`), 'utf8'),
	);
	return manifest.version;
}
