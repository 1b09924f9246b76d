import type { Emulator } from '../emulator';
import type { Plan } from './faultPlan';

/** The kinds of those refusals that no plan injected: of requests beyond the server's limit. */
export function refusalsOf({ requests, settings }: Emulator, { injected }: Plan): string[] {
	if (settings.limit === undefined) return [];
	const refused = requests.filter(({ status }) => status === 429);
	const kinds = refused.map(({ method, path }) =>
		method === 'POST' ? 'upload' : path === '/extract/' ? 'list' : 'look',
	);
	return ['upload', 'look', 'list'].flatMap((prefix) => {
		const planned = injected.filter(({ kind }) => kind.startsWith(`${prefix}: 429`)).length;
		const beyond = kinds.filter((kind) => kind === prefix).length - planned;
		return Array.from(
			{ length: Math.max(0, beyond) },
			() => `${prefix}: 429 beyond the server's limit`,
		);
	});
}
