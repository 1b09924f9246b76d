import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'expect';

import type { Check } from '../../checks';
import type { Place } from '../place';
import { inMegabytes, peakDuring } from '../server/memory';
import { scratchFolder } from '../server/scratch';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { sha256Of, uploadAndWait } from './parts';

const SIZE = 300_000_000;

/** Bytes; memory must not grow with the file. */
const MOST = 200_000_000;

/** Where files are kept on disk, n8n never has a whole one in memory. */
export const largeFile: Array<Check<Place>> = [
	{
		name: 'a file of 300 MB passes through n8n without being held in memory',
		run: async ({ n8n, anesya }) => {
			const path = await largePdf();
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps: [uploadAndWait(anesya)] }),
			);
			let answer: unknown;
			const { base, above } = await peakDuring(n8n.pid, async () => {
				answer = await hook.postFiles([
					{ field: 'data', name: 'large.pdf', path, mimeType: 'application/pdf' },
				]);
			});
			expect(answer).toMatchObject({ status: 200, body: [{ bytes: SIZE }] });
			expect([...anesya.extracts.values()].at(-1)?.sha256).toBe(await sha256Of(path));
			expect(above).toBeLessThan(MOST);
			return `n8n took ${inMegabytes(above)} at the most, above ${inMegabytes(base)}`;
		},
	},
];

/** Its length is all that matters. */
async function largePdf(): Promise<string> {
	const path = join(await scratchFolder('large'), 'large.pdf');
	const file = await open(path, 'w');
	await file.write('%PDF-1.7\n');
	await file.truncate(SIZE);
	await file.close();
	return path;
}
