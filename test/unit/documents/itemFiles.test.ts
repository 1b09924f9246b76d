import { fieldName, filesOfItem, isBinaryData } from '../../../nodes/Anesya/documents/itemFiles';

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
			{ field: 'attachment_1', binary: stored },
			{ field: 'attachment_0', binary: inMemory },
		]);
	});

	it('are found within json in the combined mode', () => {
		const item = { json: { subject: 'Hi', _files: { data: stored } } };
		expect(filesOfItem(item, true)).toEqual([{ field: 'data', binary: stored }]);
	});

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
	it('if it has a type, and content or a place in the store', () => {
		expect([stored, inMemory].map(isBinaryData)).toEqual([true, true]);
	});

	it.each([
		null,
		'data',
		[],
		{},
		{ mimeType: 'application/pdf' },
		{ data: 'JVBERi0=' },
		{ mimeType: 1, data: '' },
	])('but not if it is %j', (value) => expect(isBinaryData(value)).toBe(false));
});

describe('The name of a field', () => {
	it.each([
		[' data ', 'data'],
		['_files.data', 'data'],
		['_files.a.b', 'a.b'],
		['_filesdata', '_filesdata'],
	])('typed as %j is %s', (typed, name) => expect(fieldName(typed)).toBe(name));
});
