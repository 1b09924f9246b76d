import { installN8n, LINES } from './n8n';

/** `tsx test/e2e/install/main.ts [version]`: fills the cache beforehand, for instance while an image is built. */
async function main(): Promise<void> {
	const [wanted] = process.argv.slice(2);
	for (const line of LINES.filter(({ version }) => wanted === undefined || wanted === version)) {
		const { node, command } = await installN8n(line, console.log);
		console.log(`n8n ${line.version} on Node ${node.version}: ${command}`);
	}
}

void main();
