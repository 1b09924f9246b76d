import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extract } from 'tar';

import { TestRunner } from '../testRunner';
import { buildElsewhere } from './buildElsewhere';
import { foreignRequires } from './requires';

const ROOT = resolve(__dirname, '../..');
const EXPECTED =
	/^(package\.json|README\.md|LICENSE|dist\/(nodes|credentials)\/.+\.(js|json|svg))$/;

/**
 * `npm run verify`: checks the sources, and the tarball that npm would publish, against the rules for
 * verified community nodes. The scanner always exits with 0, so its result is read here.
 */
async function main(): Promise<void> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } =
		await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const folder = await mkdtemp(join(tmpdir(), 'anesya-verify-'));
	const runner = new TestRunner();
	const scan = async (path: string, patterns?: string[]) => {
		const { passed, message, details } = await analyzePackage(path, patterns);
		assert(passed, `${message}\n${details ?? ''}`);
	};

	await runner.run(
		'the sources pass the scan for verified nodes',
		async () => await scan(ROOT, SOURCE_FILE_PATTERNS),
	);
	let packed = '';
	await runner.run('the package can be packed', async () => {
		execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: ROOT, stdio: 'ignore' });
		const [tarball = ''] = await readdir(folder);
		packed = join(folder, tarball);
		await extract({ file: packed, cwd: folder });
	});
	await runner.run('a second build, in another place, gives the same bytes', async () => {
		const again = await buildElsewhere(ROOT, join(folder, 'again'));
		assert((await readFile(packed)).equals(await readFile(again)), 'The tarballs differ');
	});
	const unpacked = join(folder, 'package');
	await runner.run(
		'the tarball passes the scan for verified nodes',
		async () => await scan(unpacked),
	);
	await runner.run('the tarball holds the compiled package and nothing else', async () => {
		const unexpected = (await filesIn(unpacked)).filter((file) => !EXPECTED.test(file));
		assert.deepEqual(unexpected, []);
	});
	await runner.run('everything that package.json names for n8n is in the tarball', async () => {
		const files = await filesIn(unpacked);
		const manifest: { n8n: Record<'nodes' | 'credentials', string[]> } = JSON.parse(
			await readFile(join(unpacked, 'package.json'), 'utf8'),
		);
		const missing = [...manifest.n8n.nodes, ...manifest.n8n.credentials].filter(
			(file) => !files.includes(file),
		);
		assert.deepEqual(missing, []);
	});
	await runner.run('the compiled code requires n8n-workflow and its own files only', async () => {
		assert.deepEqual(await foreignRequires(join(unpacked, 'dist')), []);
	});
	await rm(folder, { recursive: true });
	runner.summarize();
}

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

void main();
