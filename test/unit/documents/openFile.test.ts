import { Readable } from 'node:stream';
import fc from 'fast-check';

import type { OpenFile } from '../../../nodes/Anesya/documents/openFile';
import { openFile } from '../../../nodes/Anesya/documents/openFile';

const gone = async () => await Promise.reject(new Error('ENOENT: /home/someone/.n8n/binaryData/1'));
const emptyStore = { getBinaryMetadata: gone, getBinaryStream: gone };
const inStore = { id: 'filesystem-v2:1', data: 'filesystem-v2', mimeType: 'application/pdf' };

async function bytesOf(file: OpenFile): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.stream()) chunks.push(chunk);
	return Buffer.concat(chunks);
}

describe('A file within the item (base64)', () => {
	const open = async (data: string) =>
		await openFile({ data, mimeType: 'application/pdf' }, 'a.pdf', emptyStore);

	it('is read byte by byte, with its exact size, as often as needed', async () => {
		// A few bytes, or many repetitions of them, which make more than one chunk.
		const few = fc.uint8Array({ maxLength: 200, size: 'max' });
		const bytes = fc
			.tuple(few, fc.constantFrom(1, 400, 801))
			.map(([some, times]) => Buffer.concat(Array<Uint8Array>(times).fill(some)));
		await fc.assert(
			fc.asyncProperty(bytes, async (content) => {
				const file = await open(Buffer.from(content).toString('base64'));
				expect(file.size).toBe(content.length);
				expect((await bytesOf(file)).equals(content)).toBe(true);
				expect((await bytesOf(file)).equals(content)).toBe(true);
			}),
			{ numRuns: 50 },
		);
	});

	it('may have line breaks, as in an e-mail', async () => {
		const content = Buffer.alloc(100_000, 'abc');
		const lines = content.toString('base64').match(/.{1,76}/g) ?? [];
		const file = await open(lines.join('\r\n'));
		expect(file.size).toBe(content.length);
		expect((await bytesOf(file)).equals(content)).toBe(true);
	});
});

describe('A file within the item that a Code node put there as a data URL', () => {
	const content = Buffer.alloc(100_000, 'abc');
	const base64 = content.toString('base64');

	it.each([
		'data:application/pdf;base64,',
		'DATA:;Base64,',
		' data:application/pdf; name=a.pdf; base64,\n',
	])('is what follows the prefix: %j', async (prefix) => {
		const file = await openFile(
			{ data: `${prefix}${base64}`, mimeType: 'application/pdf' },
			'a.pdf',
			emptyStore,
		);
		expect(file.size).toBe(content.length);
		expect((await bytesOf(file)).equals(content)).toBe(true);
	});
});

describe("A file in n8n's store", () => {
	it('is opened only when it is read', async () => {
		const opened: string[] = [];
		const file = await openFile(inStore, 'a.pdf', {
			getBinaryMetadata: async () => ({ fileSize: 5 }),
			getBinaryStream: async (id) => {
				opened.push(id);
				return Readable.from([Buffer.from('hello')]);
			},
		});
		expect([file.size, opened]).toEqual([5, []]);
		expect(String(await bytesOf(file))).toBe('hello');
		expect(opened).toEqual([inStore.id]);
	});

	it('is read no further than its first bytes where these are all that is wanted', async () => {
		let read = 0;
		const file = await openFile(inStore, 'a.pdf', {
			getBinaryMetadata: async () => ({ fileSize: 1_000_000 }),
			getBinaryStream: async (_id, chunkSize = 0) =>
				Readable.from(
					(function* () {
						for (; read < 1_000_000; read += chunkSize) yield Buffer.alloc(chunkSize, 'a');
					})(),
					{ highWaterMark: 1 },
				),
		});
		expect(await file.head(1_000)).toHaveLength(1_000);
		expect(read).toBeLessThan(10_000);
	});

	it.each([
		['the item tells its size', { ...inStore, bytes: 5 }, 0],
		['nothing tells its size, and all of it is read', inStore, 1],
	])('is read without its metadata: %s', async (_case, binary, reads) => {
		let opened = 0;
		const file = await openFile(binary, 'a.pdf', {
			getBinaryMetadata: gone,
			getBinaryStream: async () => {
				opened += 1;
				return Readable.from([Buffer.from('he'), Buffer.from('llo')]);
			},
		});
		expect([file.size, opened]).toEqual([5, reads]);
		expect(String(await bytesOf(file))).toBe('hello');
	});

	it('fails with a message without a path if it is gone', async () => {
		await expect(openFile(inStore, 'a.pdf', emptyStore)).rejects.toThrow(
			/^"a.pdf" could not be read from n8n's storage$/,
		);
		const vanishing = await openFile(inStore, 'a.pdf', {
			...emptyStore,
			getBinaryMetadata: async () => ({ fileSize: 5 }),
		});
		await expect(bytesOf(vanishing)).rejects.toMatchObject({
			retryable: false,
			accepted: 'no',
		});
	});

	it.each([
		[Object.assign(new Error('too many'), { code: 'EMFILE' }), /too many files open \(EMFILE\)/],
		[Object.assign(new Error('denied'), { code: 'EACCES' }), /may not read the file \(EACCES\)/],
		[Object.assign(new Error('none'), { code: 'ENOENT' }), /may have been deleted/],
		[new Error('File not found'), /may have been deleted/],
		[
			new Error('wrapped', { cause: Object.assign(new Error('full'), { code: 'EIO' }) }),
			/answered EIO/,
		],
		['a text', /may have been deleted/],
	])('names the cause if it cannot be read: %s', async (thrown, reason) => {
		const fail = async () => await Promise.reject(thrown);
		const description = expect.stringMatching(reason);
		await expect(
			openFile(inStore, 'a.pdf', { ...emptyStore, getBinaryMetadata: fail }),
		).rejects.toMatchObject({ description });
		const vanishing = await openFile(inStore, 'a.pdf', {
			getBinaryMetadata: async () => ({ fileSize: 5 }),
			getBinaryStream: fail,
		});
		await expect(bytesOf(vanishing)).rejects.toMatchObject({ description });
	});
});
