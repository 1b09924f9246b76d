import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'expect';

import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { inMegabytes, peakDuring } from '../server/memory';
import { scratchFolder } from '../server/scratchFolder';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { sha256Of, uploadAndWait } from './inputs';

const SIZE = 300_000_000;

/** The limit in bytes: memory must not grow with the file. */
const MAX_MEMORY = 200_000_000;

/** With files on disk, n8n never has a whole file in memory. */
export const largeFile: Array<TestCase<Environment>> = [
	{
		name: 'a file of 300 MB is uploaded without being held in memory',
		run: async ({ n8n, anesya }) => {
			const path = await largePdf(SIZE);
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps: [uploadAndWait(anesya)] }),
			);
			let response: unknown;
			const { base, above } = await peakDuring(n8n.pid, async () => {
				response = await hook.postFiles([
					{ field: 'data', name: 'large.pdf', path, mimeType: 'application/pdf' },
				]);
			});
			expect(response).toMatchObject({ status: 200, body: [{ bytes: SIZE }] });
			expect([...anesya.extracts.values()].at(-1)?.sha256).toBe(await sha256Of(path));
			expect(above).toBeLessThan(MAX_MEMORY);
			return `n8n took ${inMegabytes(above)} at most, above ${inMegabytes(base)}`;
		},
	},
];

/** Creates a PDF file; only its size matters. */
export async function largePdf(size: number): Promise<string> {
	const path = join(await scratchFolder('large'), 'large.pdf');
	const file = await open(path, 'w');
	await file.write('%PDF-1.7\n');
	await file.truncate(size);
	await file.close();
	return path;
}
