import type { Profiler } from 'node:inspector/promises';
import { Session } from 'node:inspector/promises';

const IDLE = 'idle';

/** Functions worth naming. */
const NAMED = 25;

/** Whose code a script is, the first that fits. */
const OWNERS: Array<[string, RegExp]> = [
	['this package', /\/package\/dist\//],
	[
		'axios and its helpers',
		/node_modules\/(axios|follow-redirects|form-data|agent-base|https?-proxy-agent|proxy-from-env)\//,
	],
	['n8n', /node_modules\/(n8n-|@n8n\/)/],
	['other packages', /node_modules\//],
	['Node', /^node:/],
];

/**
 * Watches the processor while this process does something.
 *
 * @returns milliseconds that were spent in code of each owner, and in the functions that took the most
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

/** Code without an address is Node's own, but for these. */
const MARKS: Record<string, string> = {
	'(idle)': IDLE,
	dispatch: 'the benchmark',
	'(garbage collector)': 'garbage collection',
};

function ownerOf({ callFrame: { url, functionName } }: Profiler.ProfileNode): string {
	if (url === '') return MARKS[functionName] ?? 'Node';
	return OWNERS.find(([, pattern]) => pattern.test(url))?.[0] ?? 'the benchmark';
}

function nameOf({ callFrame: { url, functionName, lineNumber } }: Profiler.ProfileNode): string {
	return `${functionName || '(anonymous)'} ${url.replace(/^.*\/(package\/dist|node_modules)\//, '')}:${lineNumber + 1}`;
}

function most(sums: Record<string, number>): Array<[string, number]> {
	return Object.entries(sums)
		.filter(([name]) => !/^(\(idle\)|dispatch) /.test(name))
		.sort(([, a], [, b]) => b - a)
		.slice(0, NAMED);
}
