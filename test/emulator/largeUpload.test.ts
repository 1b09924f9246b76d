import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import type { Emulator } from '.';
import { startEmulator } from '.';
import { call, uploadPath } from './client';

const MEGABYTE = 1024 * 1024;
/** `LARGE_UPLOAD_MB=400 npx jest ...` measures the figure in the documentation. */
const MEGABYTES = Number(process.env.LARGE_UPLOAD_MB ?? 60);
const BOUNDARY = 'the-boundary';

const block = Buffer.alloc(MEGABYTE, 'not compressed, just long. ');

async function* form(fileName: string, megabytes: number): AsyncGenerator<Buffer> {
	yield Buffer.from(
		`--${BOUNDARY}\r\nContent-Disposition: form-data; name="extracts[0][document]"; filename="${fileName}"\r\nContent-Type: application/pdf\r\n\r\n`,
	);
	for (let index = 0; index < megabytes; index += 1) yield block;
	yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
}

describe('A large upload', () => {
	let anesya: Emulator;
	beforeAll(async () => (anesya = await startEmulator({ processingMs: 0 })));
	afterAll(async () => await anesya.close());

	/** Uses node:http, which unlike fetch keeps no copy of what it sends. */
	const send = async (body: AsyncIterable<Buffer>) => {
		const headers = {
			Authorization: anesya.token,
			'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
		};
		const sending = request(`${anesya.url}${uploadPath(anesya.workflowId)}`, {
			method: 'POST',
			headers,
		});
		const received = new Promise<unknown>((resolve, reject) =>
			sending.on('response', (response) => resolve(json(response))).on('error', reject),
		);
		await Promise.all([received, pipeline(Readable.from(body), sending)]);
		return await received;
	};

	it('is received as a stream: memory does not grow with it', async () => {
		await send(form('warm-up.pdf', 31));
		const before = process.memoryUsage.rss();
		let peak = before;
		const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
		const extracts = await send(form('large.pdf', MEGABYTES));
		clearInterval(sampling);

		const hash = createHash('sha256');
		for (let index = 0; index < MEGABYTES; index += 1) hash.update(block);
		expect(extracts).toMatchObject([{ document_name: 'large.pdf' }]);
		expect(anesya.requests.at(-1)?.documents).toMatchObject([
			{ size: MEGABYTES * MEGABYTE, sha256: hash.digest('hex') },
		]);
		const growth = Math.round((peak - before) / MEGABYTE);
		if (process.env.LARGE_UPLOAD_MB !== undefined)
			console.log(`${MEGABYTES} MB: ${growth} MB more memory at the peak`);
		expect(growth).toBeLessThan(40);
	});

	it('has a result like any other, although its text is not read', async () => {
		const id =
			[...anesya.extracts.values()].find(({ documentName }) => documentName === 'large.pdf')?.id ??
			'';
		const { json } = await call(anesya, `/extract/${id}/`);
		expect(json).toMatchObject({
			status: 'FINISHED',
			extracted_data: { file_name: 'large.pdf', bytes: MEGABYTES * MEGABYTE },
		});
	});

	it('that breaks off leaves no extract', async () => {
		const before = anesya.extracts.size;
		async function* broken(): AsyncGenerator<Buffer> {
			let sent = 0;
			for await (const chunk of form('broken.pdf', 10)) {
				if ((sent += 1) > 4) throw new Error('The cable was pulled');
				yield chunk;
			}
		}
		await expect(send(broken())).rejects.toThrow('The cable was pulled');
		while (anesya.requests.at(-1)?.aborted !== true)
			await new Promise((resolve) => setTimeout(resolve, 5));
		expect(anesya.extracts.size).toBe(before);
	});
});
