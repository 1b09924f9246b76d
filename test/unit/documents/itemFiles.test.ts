import { toBinaryData } from '../../../nodes/Anesya/documents/binaryValue';
import { fieldName, filesOfItem } from '../../../nodes/Anesya/documents/itemFiles';

const stored = { id: 'filesystem-v2:1', data: 'filesystem-v2', mimeType: 'application/pdf' };
const inMemory = { data: 'JVBERi0=', mimeType: 'application/pdf' };

describe('The files of an item', () => {
	it('are those of its binary fields, in the same order', () => {
		const files = filesOfItem(
			{
				json: {},
				binary: { attachment_1: stored, attachment_0: inMemory },
			},
			false,
		);
		expect(files).toEqual([
			{ field: 'attachment_1', path: 'attachment_1', binary: stored },
			{ field: 'attachment_0', path: 'attachment_0', binary: inMemory },
		]);
	});

	it('are found within json in the combined mode', () => {
		const item = { json: { subject: 'Hi', _files: { data: stored } } };
		expect(filesOfItem(item, true)).toEqual([{ field: 'data', path: 'data', binary: stored }]);
	});

	it('are found anywhere within json in the combined mode, each under a field of its own', () => {
		const json = {
			Invoice: stored,
			Invoices: [stored, { file: stored }],
			Invoices_0: stored,
			deep: { list: [[{ 'my file': stored }]] },
		};
		expect(filesOfItem({ json }, true)).toEqual([
			{ field: 'Invoice', path: 'Invoice', binary: stored },
			{ field: 'Invoices_0', path: 'Invoices[0]', binary: stored },
			{ field: 'Invoices_1_file', path: 'Invoices[1].file', binary: stored },
			{ field: 'Invoices_0_1', path: 'Invoices_0', binary: stored },
			{ field: 'deep_list_0_0_my_file', path: 'deep.list[0][0].my file', binary: stored },
		]);
	});

	it('need no more than their content in the place that n8n has for them', () => {
		const files = { 'my.file': { data: 'JVBERi0=' }, text: 'JVBERi0=' };
		const json = { _files: files, other: { data: 'JVBERi0=' }, mails: [{ _files: files }] };
		const found = filesOfItem({ json }, true);
		expect(found.map(({ path }) => path)).toEqual(['my.file', 'mails[0]._files.my.file']);
	});

	it.each([
		['a file of Google Drive', { id: '1aBcD', mimeType: 'application/pdf', name: 'invoice.pdf' }],
		['an image of a language model', { mimeType: 'image/png', data: 'iVBORw0KGgo=' }],
	])('are not mistaken for other data within json: %s', (_case, data) =>
		expect(filesOfItem({ json: { data } }, true)).toEqual([]),
	);

	it('are not believed within json in any other mode', () => {
		expect(filesOfItem({ json: { _files: { data: stored } } }, false)).toEqual([]);
	});

	it.each([
		['no binary', { json: {} }],
		['a field _files that is something else', { json: { _files: ['a.pdf'] } }],
		[
			'a description without content',
			{ json: { _files: { data: { mimeType: 'application/pdf', fileName: 'a.pdf' } } } },
		],
	])('are absent with %s', (_case, item) => expect(filesOfItem(item, true)).toEqual([]));
});

describe('A value is a file', () => {
	it.each([stored, inMemory])('as n8n keeps it: %j', (value) =>
		expect(toBinaryData(value)).toBe(value),
	);

	it.each([
		[{ data: 'JVBERi0=' }, { data: 'JVBERi0=', mimeType: 'application/octet-stream' }],
		[
			{ data: 'JVBERi0=', fileName: 2024, mimeType: null, id: '' },
			{ data: 'JVBERi0=', fileName: '2024', mimeType: 'application/octet-stream' },
		],
		[
			{ id: 'database:1', mimeType: 'a/b' },
			{ id: 'database:1', data: '', mimeType: 'a/b' },
		],
	])('with the least that a Code node may give: %j', (value, file) =>
		expect(toBinaryData(value)).toEqual(file),
	);

	it.each([
		Buffer.from('%PDF-'),
		new Uint8Array(Buffer.from('%PDF-')),
		Buffer.from('%PDF-').toJSON(),
	])('with its bytes instead of base64 text: %j', (data) =>
		expect(toBinaryData({ data })).toMatchObject({ data: 'JVBERi0=' }),
	);

	it.each([null, 'data', [], {}, { mimeType: 'application/pdf' }, { mimeType: 1, data: 5 }])(
		'but not if it is %j',
		(value) => expect(toBinaryData(value)).toBeUndefined(),
	);
});

describe('The name of a field', () => {
	it.each([
		[' data ', 'data'],
		['_files.data', 'data'],
		['_files.a.b', 'a.b'],
		['_filesdata', '_filesdata'],
	])('typed as %j is %s', (typed, name) => expect(fieldName(typed)).toBe(name));
});
