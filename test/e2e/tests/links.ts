import { expect } from 'expect';

import { invoice, receipt } from '../../documents';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { inMegabytes, peakDuring } from '../server/memory';
import { startFileServer } from '../services/fileServer';
import { FAILED, webhookToAnesya } from '../workflows/webhookToAnesya';
import { sha256Of, uploadAndWait } from './inputs';
import { largePdf } from './largeFile';

const SIZE = 400_000_000;

/** The limit in bytes: memory must not grow with the file. */
const MAX_MEMORY = 100_000_000;

const fromLinks = { files: 'links', links: '={{ $json.body.links }}' };

export const links: Array<TestCase<Environment>> = [
	{
		name: 'documents by link are loaded without the token and uploaded; a login page takes the error output',
		run: async ({ n8n, anesya }) => {
			const server = await startFileServer([invoice.path, receipt.path]);
			const steps = [{ ...uploadAndWait(anesya), ...fromLinks }];
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps, errorOutput: true }),
			);
			const good = [`${server.url}/${invoice.name}`, `${server.url}/${receipt.name}?signature=a/b`];
			expect(await hook.postJson({ links: good.join('\n') })).toMatchObject({
				body: [invoice.fields, receipt.fields],
			});
			expect(server.requests).toHaveLength(2);
			expect(server.requests.join()).not.toContain(anesya.token);

			const before = anesya.extracts.size;
			await hook.postJson({ links: [`${server.url}/private.pdf`] });
			const [failed] = (await n8n.api.lastExecutionOf(hook.workflowId)).itemsOf(FAILED);
			expect(failed?.json.error).toMatchObject({
				message: 'There is no file to upload on this item',
				description: expect.stringContaining('is a web page (HTML)'),
			});
			expect(anesya.extracts.size).toBe(before);
		},
	},
];

/** With files on disk, n8n never has a whole file in memory. */
export const largeLink: Array<TestCase<Environment>> = [
	{
		name: 'a link to a file of 400 MB is loaded and uploaded without being held in memory',
		run: async ({ n8n, anesya }) => {
			const path = await largePdf(SIZE);
			const server = await startFileServer([path]);
			const steps = [{ ...uploadAndWait(anesya), ...fromLinks }];
			const hook = await n8n.api.listen(webhookToAnesya({ credential: n8n.credential, steps }));
			let response: unknown;
			const { base, above } = await peakDuring(n8n.pid, async () => {
				response = await hook.postJson({ links: `${server.url}/large.pdf` });
			});
			expect(response).toMatchObject({ status: 200, body: [{ bytes: SIZE }] });
			expect([...anesya.extracts.values()].at(-1)?.sha256).toBe(await sha256Of(path));
			expect(above).toBeLessThan(MAX_MEMORY);
			return `n8n took ${inMegabytes(above)} at most, above ${inMegabytes(base)}`;
		},
	},
];
