import { Readable } from 'node:stream';

import type { AnesyaClient } from '../../../nodes/Anesya/transport/client';
import { compareContent, noteStored } from '../../../nodes/Anesya/uploading/likeness';

const LARGE = '%PDF-1.7 '.repeat(30_000);

function fileOf(content: string, type = 'application/pdf') {
	return {
		name: 'a.pdf',
		type,
		size: content.length,
		async *stream() {
			yield Buffer.from(content);
		},
	};
}

/** An account whose stored documents are these, by their URL. It counts how often they are read. */
function accountWith(documents: Record<string, string>) {
	const reads: string[] = [];
	const openFile: AnesyaClient['openFile'] = async (url) => {
		reads.push(url);
		const stream = Readable.from([Buffer.from(documents[url] ?? '')]);
		return { status: 200, type: '', stream, discard: async () => void stream.destroy() };
	};
	const api = { account: crypto.randomUUID(), openFile };
	const compare = async (content: string, url: string, type?: string) =>
		await compareContent(fileOf(content, type), url, api, undefined);
	const note = (content: string, url: string) =>
		noteStored(fileOf(content), { document_url: url }, api);
	return { compare, reads, note };
}

describe('A stored document', () => {
	it('is that of a file with the same bytes', async () => {
		const { compare } = accountWith({ own: '%PDF 1', large: LARGE });
		expect(await compare('%PDF 1', 'own')).toBe('same');
		expect(await compare(LARGE, 'large')).toBe('same');
	});

	it('with other bytes is that of another only once Anesya was seen to store files of this type as they are', async () => {
		const { compare } = accountWith({ own: '%PDF 1', other: '%PDF 2', large: `${LARGE}.` });
		expect(await compare('%PDF 1', 'other')).toBe('unlike');
		expect(await compare('%PDF 1', 'own')).toBe('same');
		expect(await compare('%PDF 1', 'other')).toBe('other');
		expect(await compare(LARGE, 'large')).toBe('other');
		expect(await compare('%PDF 1', 'other', 'image/png')).toBe('unlike');
	});

	it('is known to be stored as sent by a file whose extract is known', async () => {
		const { compare, reads, note } = accountWith({ known: '%PDF 0', other: '%PDF 2' });
		note('%PDF 0', 'known');
		expect(await compare('%PDF 1', 'other')).toBe('other');
		expect(await compare('%PDF 3', 'other')).toBe('other');
		expect(reads).toEqual(['other', 'known']);
	});

	it('with other bytes proves nothing once Anesya was seen to store others than were sent', async () => {
		const { compare, note } = accountWith({ known: '%PDF changed', other: '%PDF 2' });
		note('%PDF 0', 'known');
		expect(await compare('%PDF 1', 'other')).toBe('unknown');
	});

	it.each(['', '<html>Please log in</html>', '{"detail": "Not found."}'])(
		'that is no document proves nothing: %s',
		async (page) => {
			const { compare, reads } = accountWith({ own: '%PDF 1', page });
			await compare('%PDF 1', 'own');
			expect(await compare('%PDF 1', 'page')).toBe('unknown');
			expect(await compare('%PDF 1', 'page')).toBe('unknown');
			expect(reads).toEqual(['own', 'page', 'page']);
		},
	);

	it('that was cut off on its way proves nothing', async () => {
		const { compare } = accountWith({ own: '%PDF 1', cut: '%PDF 2 and' });
		await compare('%PDF 1', 'own');
		expect(await compare('%PDF 2 and more', 'cut')).toBe('unknown');
		expect(await compare('%PDF 3 and more', 'cut')).toBe('other');
	});

	it('is read once, however many files it is compared with', async () => {
		const { compare, reads } = accountWith({ stored: '%PDF 2' });
		for (const content of ['%PDF 1', '%PDF 2', '%PDF 3']) await compare(content, 'stored');
		expect(reads).toEqual(['stored']);
	});
});
