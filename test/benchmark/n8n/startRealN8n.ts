import { N8N_RELEASES } from '../../e2e/install/n8n';
import type { N8nServer } from '../../e2e/server/startN8n';
import { startN8n } from '../../e2e/server/startN8n';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import type { PackedPackage } from '../preparePackage';

const [NEWEST] = N8N_RELEASES.slice(-1);

/** The measured version. */
export const N8N_VERSION = NEWEST?.version ?? '';

/** Starts the newest n8n with this package in it. */
export async function startRealN8n(
	name: string,
	anesya: AnesyaProcess,
	{ tarball }: PackedPackage,
	settings: Record<string, string>,
): Promise<N8nServer> {
	if (NEWEST === undefined) throw new Error('No n8n to measure');
	return await startN8n({
		name: `benchmark-${name}`,
		release: NEWEST,
		tarball,
		emulator: anesya,
		settings: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem', ...settings },
		print: () => {},
	});
}
