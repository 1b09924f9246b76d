import { installN8n, N8N_RELEASES } from './n8n';

/** `tsx test/e2e/install/main.ts [version]`: fills the cache in advance, for example while an image is built. */
async function main(): Promise<void> {
	const [wanted] = process.argv.slice(2);
	for (const release of N8N_RELEASES.filter(
		({ version }) => wanted === undefined || wanted === version,
	)) {
		const { node, command } = await installN8n(release, console.log);
		console.log(`n8n ${release.version} on Node ${node.version}: ${command}`);
	}
}

void main();
