import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';

import type { StoredExtract } from './extracts';
import type { ServedFile } from './files';

/**
 * The export of a finished extract.
 *
 * @param view the extract as a client reads it
 * @returns undefined without a schema (documented), or when the extract did not finish
 */
export async function exportOf(
	extract: StoredExtract,
	view: Record<string, unknown>,
	format: string,
): Promise<ServedFile | undefined> {
	if (view.schema === null || view.status !== 'FINISHED') return undefined;
	const stem = extract.documentName.replace(/\.[^.]*$/, '');
	if (format === 'csv')
		return {
			name: `${stem}.csv`,
			type: 'text/csv; charset=utf-8',
			content: Buffer.from(csvOf(view.extracted_data)),
		};
	if (format === 'json')
		return {
			name: `${stem}.json`,
			type: 'application/json',
			content: Buffer.from(JSON.stringify(view)),
		};
	return { name: `${stem}.zip`, type: 'application/zip', content: await zipOf(extract) };
}

async function zipOf({ images }: StoredExtract): Promise<Buffer> {
	const files = await Promise.all(
		images.map(
			async ({ id, name, path }) => [name ?? id, new Uint8Array(await readFile(path))] as const,
		),
	);
	return Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
}

/** One line of names, one of values. Objects and lists are written as JSON. */
function csvOf(data: unknown): string {
	const fields = Object.entries(typeof data === 'object' && data !== null ? data : { value: data });
	const lines = [
		fields.map(([name]) => name),
		fields.map(([, value]) => (typeof value === 'object' ? JSON.stringify(value) : String(value))),
	];
	return lines
		.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`)
		.join('');
}
