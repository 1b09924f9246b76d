import type { Profiler } from 'node:inspector/promises';
import { Session } from 'node:inspector/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The owner of the time in which nothing runs. */
export const IDLE = 'idle';

/** How many functions to list. */
const NAMED = 25;

/** The owner of a script: the first that matches. */
const OWNERS: Array<[string, RegExp]> = [
	['this package', /\/package\/dist\//],
	[
		'axios and its helpers',
		/node_modules\/(axios|follow-redirects|form-data|agent-base|https?-proxy-agent|proxy-from-env)\//,
	],
	['n8n', /node_modules\/(n8n-|@n8n\/)/],
	['other packages', /node_modules\//],
	['Node’s streams', /^node:internal\/(streams|webstreams|fs\/streams)/],
	['Node', /^node:/],
];

/**
 * Takes a CPU profile of this process during a task.
 *
 * @returns the milliseconds spent in the code of each owner, and in the most expensive functions
 */
export async function profile(
	task: () => Promise<void>,
): Promise<{ byOwner: Record<string, number>; functions: Array<[string, number]> }> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.setSamplingInterval', { interval: 200 });
	await session.post('Profiler.start');
	await task();
	const { profile: taken } = await session.post('Profiler.stop');
	session.disconnect();
	return { byOwner: sumBy(taken, ownerOf), functions: most(sumBy(taken, nameOf)) };
}

function sumBy(
	{ nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
	key: (node: Profiler.ProfileNode) => string,
): Record<string, number> {
	const byId = new Map(nodes.map((node) => [node.id, key(node)]));
	const sums: Record<string, number> = {};
	samples.forEach((id, index) => {
		const name = byId.get(id) ?? 'unknown';
		sums[name] = (sums[name] ?? 0) + (timeDeltas[index] ?? 0) / 1000;
	});
	return sums;
}

/** Code without a URL is Node's own, except for these. */
const MARKS: Record<string, string> = {
	'(idle)': IDLE,
	dispatch: 'the benchmark',
	'(garbage collector)': 'garbage collection',
};

function ownerOf({ callFrame: { url, functionName } }: Profiler.ProfileNode): string {
	if (url === '') return MARKS[functionName] ?? 'Node';
	return OWNERS.find(([, pattern]) => pattern.test(url))?.[0] ?? 'the benchmark';
}

/** Names are kept with the results: a path of this machine must not be in them. */
const ROOT = `${pathToFileURL(resolve(__dirname, '../../..')).href}/`;

function nameOf({ callFrame: { url, functionName, lineNumber } }: Profiler.ProfileNode): string {
	const file = url.replace(/^.*\/(package\/dist|node_modules)\//, '').replace(ROOT, '');
	return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}

function most(sums: Record<string, number>): Array<[string, number]> {
	return Object.entries(sums)
		.filter(([name]) => !/^(\(idle\)|dispatch) /.test(name))
		.sort(([, a], [, b]) => b - a)
		.slice(0, NAMED);
}
