import { LINES } from '../../e2e/install/n8n';
import type { N8nServer } from '../../e2e/server/startN8n';
import { startN8n } from '../../e2e/server/startN8n';
import type { BenchAnesya } from '../emulator/startAnesya';
import type { PackedPackage } from '../package/preparePackage';

const [NEWEST] = LINES.slice(-1);

/** The version that is measured. */
export const N8N_VERSION = NEWEST?.version ?? '';

/** Starts the newest n8n with this package in it. */
export async function startRealN8n(
	name: string,
	anesya: BenchAnesya,
	{ tarball }: PackedPackage,
	settings: Record<string, string>,
): Promise<N8nServer> {
	if (NEWEST === undefined) throw new Error('No n8n to measure');
	return await startN8n({
		name: `benchmark-${name}`,
		line: NEWEST,
		tarball,
		emulator: anesya,
		settings: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem', ...settings },
		print: () => {},
	});
}
