import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What compiled code requires beyond n8n-workflow and its own files. The linters accept a
 * devDependency, which would be missing in a user's n8n.
 */
export async function foreignRequires(folder: string): Promise<string[]> {
	const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'));
	if (files.length === 0) throw new Error(`No compiled code in ${folder}`);
	const found = await Promise.all(
		files.map(async (file) => {
			const code = await readFile(join(folder, file), 'utf8');
			const required = [...code.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)/g)].map(
				([, name = '']) => name,
			);
			return required
				.filter((name) => name !== 'n8n-workflow' && !name.startsWith('.'))
				.map((name) => `${file}: ${name}`);
		}),
	);
	return found.flat();
}
