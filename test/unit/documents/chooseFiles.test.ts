import type { INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { FileChoice } from '../../../nodes/Anesya/documents/chooseFiles';
import { chooseFiles } from '../../../nodes/Anesya/documents/chooseFiles';

const pdf = (fileName: string, data = 'JVBERi0=') => ({
	fileName,
	data,
	mimeType: 'application/pdf',
	fileSize: '8 B',
});
const [one, two, three] = [pdf('one.pdf'), pdf('two.pdf'), pdf('three.pdf')];
const mail: INodeExecutionData = { json: {}, binary: { attachment_0: one, attachment_1: two } };
const chosen = (fields: unknown): FileChoice => ({ mode: 'chosen', fields, isCombined: false });
const fieldsOf = (item: INodeExecutionData, choice: FileChoice) =>
	chooseFiles(item, choice).map(({ field }) => field);

function refusalOf(item: INodeExecutionData, choice: FileChoice): UserError {
	try {
		chooseFiles(item, choice);
	} catch (refusal) {
		if (refusal instanceof UserError) return refusal;
	}
	throw new Error('It was not refused');
}

describe('All files of the item', () => {
	it('are chosen, whatever the names of their fields', () =>
		expect(fieldsOf(mail, { mode: 'all', isCombined: false })).toEqual([
			'attachment_0',
			'attachment_1',
		]));

	it('are each chosen once, even if several fields have the same stored file', () => {
		const stored = { id: 'filesystem-v2:1', data: 'filesystem-v2', mimeType: 'application/pdf' };
		const item = { json: {}, binary: { a: stored, b: { ...stored }, c: one } };
		expect(fieldsOf(item, { mode: 'all', isCombined: false })).toEqual(['a', 'c']);
	});

	it('are each chosen once, even if n8n keeps the same file in memory for several fields', () => {
		const item = { json: {}, binary: { a: one, b: { ...one }, c: pdf('other name.pdf') } };
		expect(fieldsOf(item, { mode: 'all', isCombined: false })).toEqual(['a', 'c']);
	});

	it('must be at least one, and documents within the json are named', () => {
		const json = { answers: [{ file: { data: 'JVBERi0=', mimeType: 'application/pdf' } }] };
		expect(refusalOf({ json }, { mode: 'all', isCombined: true }).description).toBe(
			"Its JSON has documents as base64 text: answers[0].file. To send them, choose 'Chosen Fields' under 'Files' and enter their paths.",
		);
	});

	it('must be at least one', () => {
		expect(refusalOf({ json: {} }, { mode: 'all', isCombined: false })).toMatchObject({
			message: 'There is no file on this item',
			description: expect.stringContaining('Connect a node that outputs files'),
		});
	});
});

describe('Chosen fields', () => {
	it.each([
		['a name', ' attachment_1 ', ['attachment_1']],
		['names separated by commas', 'attachment_1,, attachment_0 ', ['attachment_1', 'attachment_0']],
		['names on lines of their own', 'attachment_0\nattachment_1', ['attachment_0', 'attachment_1']],
		['a name in quotes', '"attachment_0"', ['attachment_0']],
		['an expression in a field that is not one', '{{ $binary.attachment_0 }}', ['attachment_0']],
		['a list of names', ['attachment_0'], ['attachment_0']],
		['a path of the combined mode', '_files.attachment_0', ['attachment_0']],
	])('are given as %s', (_case, fields, names) =>
		expect(fieldsOf(mail, chosen(fields))).toEqual(names),
	);

	it.each([
		['attachments[0].file', ['attachments_0_file']],
		['$json.attachments[0]["file"]', ['attachments_0_file']],
		['attachments.1.file', ['attachments_1_file']],
		['attachments', ['attachments_0_file', 'attachments_1_file']],
		['_files.data, scan', ['data', 'scan']],
	])('are given by their path in the combined mode: %s', (fields, names) => {
		const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => ({ ...pdf(name), data: name }));
		const json = { _files: { data: a }, scan: b, attachments: [{ file: c }, { file: d }] };
		const item = JSON.parse(JSON.stringify({ json }));
		expect(fieldsOf(item, { ...chosen(fields), isCombined: true })).toEqual(names);
	});

	it('are given by a name that has commas and points itself', () => {
		const item = { json: {}, binary: { 'Scan, page 1.pdf': one, 'page 1': two } };
		expect(fieldsOf(item, chosen('Scan, page 1.pdf'))).toEqual(['Scan, page 1.pdf']);
	});

	it('are all those with a prefix, unless there is one of that very name', () => {
		expect(fieldsOf(mail, chosen('attachment_'))).toEqual(['attachment_0', 'attachment_1']);
		expect(fieldsOf(mail, chosen('attachment'))).toEqual(['attachment_0', 'attachment_1']);
		const item = { json: {}, binary: { data: one, data_1: two } };
		expect(fieldsOf(item, chosen('data'))).toEqual(['data']);
	});

	it.each([
		['the binary data of an item', mail.binary],
		['an item', mail],
		['all items of a node', [mail, { json: {} }]],
	])('may be several, given by an expression as %s', (_case, fields) =>
		expect(fieldsOf({ json: {} }, chosen(fields))).toEqual(['attachment_0', 'attachment_1']),
	);

	it.each<[string, unknown]>([
		['an item', { ...mail, json: { ...one, data: undefined } }],
		['items', [{ ...mail, json: { name: { fileName: 'a.pdf', mimeType: 'application/pdf' } } }]],
	])('are those of %s, though its json looks like a file without content', (_case, fields) =>
		expect(fieldsOf({ json: {} }, chosen(fields))).toEqual(['attachment_0', 'attachment_1']),
	);

	it('are those within a json of the combined mode, though it looks like a file itself', () => {
		const json = { fileName: 'one.pdf', mimeType: 'application/pdf', _files: { data: one } };
		const choice: FileChoice = { ...chosen([json]), isCombined: true };
		expect(fieldsOf({ json: {} }, choice)).toEqual(['data']);
	});

	it.each([
		['attachments[0].file', ['a']],
		['attachments', ['a', 'b']],
		['least', ['c']],
		['foreign', ['d']],
		['outer.inner', ['f']],
	])('may be what only looks like a file, by its path: %s', (fields, contents) => {
		const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map((data) => ({ data }));
		const json = {
			attachments: [{ file: { ...a, mimeType: 'application/pdf' } }, { file: b }],
			least: c,
			foreign: { ...d, id: '1aBcD' },
			outer: { ...e, inner: f },
		};
		const item = JSON.parse(JSON.stringify({ json }));
		const files = chooseFiles(item, { ...chosen(fields), isCombined: true });
		expect(files.map(({ binary }) => [binary.data, binary.id])).toEqual(
			contents.map((data) => [data, undefined]),
		);
		expect(refusalOf(item, chosen(fields)).message).toContain('There is no file in the field');
	});

	it('keep a field of their own, if several items have files in fields of the same name', () => {
		const items = [one, two].map((data) => ({ json: {}, binary: { data } }));
		expect(fieldsOf({ json: {} }, chosen(items))).toEqual(['data', 'data_1']);
	});

	it('are never quoted in full in a message', () => {
		const content = 'x'.repeat(1_000_000);
		for (const fields of [content, [{ content }], { json: { content } }, { fileName: content }]) {
			const { message, description } = refusalOf(mail, chosen(fields));
			expect(message.length + String(description).length).toBeLessThan(600);
		}
	});

	it('are chosen once, however often they are named', () => {
		expect(fieldsOf(mail, chosen('attachment_0, attachment_0'))).toEqual(['attachment_0']);
		expect(fieldsOf(mail, chosen(['attachment_1', '_files.attachment_1']))).toEqual([
			'attachment_1',
		]);
	});

	it('are chosen once, even if an expression gives the file itself', () => {
		expect(chooseFiles(mail, chosen([three, three]))).toMatchObject([
			{ field: 'file', binary: three },
		]);
		expect(chooseFiles(mail, chosen(['attachment_0', { ...one }]))).toHaveLength(1);
	});

	it('may be the files themselves, from any node', () => {
		expect(chooseFiles(mail, chosen(three))).toMatchObject([{ field: 'file', binary: three }]);
		expect(chooseFiles({ json: {} }, chosen([three, two]))).toMatchObject([
			{ field: 'file', binary: three },
			{ field: 'file_1', binary: two },
		]);
	});

	it('may be the properties of a file of this item, as {{ $binary.data }} gives them', () => {
		const { fileName, mimeType, fileSize } = two;
		expect(fieldsOf(mail, chosen({ fileName, mimeType, fileSize }))).toEqual(['attachment_1']);
	});

	it('are refused if two files have the same properties', () => {
		const twins: INodeExecutionData = {
			json: {},
			binary: { a: pdf('same.pdf', 'AAAA'), b: pdf('same.pdf', 'BBBB') },
		};
		const { fileName, mimeType, fileSize } = pdf('same.pdf');
		const { message, description } = refusalOf(twins, chosen({ fileName, mimeType, fileSize }));
		expect(message).toBe(`There are several files that match "same.pdf" ('Input Binary Fields')`);
		expect(description).toBe(
			'The item has files in these fields: a, b. Enter the name of a field that holds a file.',
		);
	});

	it.each([
		['scan', `There is no file in the field "scan" ('Input Binary Fields')`],
		[['attachment_0', 5], "There is no file in the field 5 ('Input Binary Fields')"],
		[
			{ fileName: 'other.pdf' },
			`There is no file in the field "other.pdf" ('Input Binary Fields')`,
		],
	])(
		'are refused if they are missing, and the error names those with files: %j',
		(fields, message) => {
			expect(refusalOf(mail, chosen(fields))).toMatchObject({
				message,
				description: expect.stringContaining(
					'The item has files in these fields: attachment_0, attachment_1. Enter the name of a field that holds a file.',
				),
			});
		},
	);

	it.each(['', ' , ', undefined, null, [], [null, ' ']])('must not be empty: %j', (fields) => {
		const { message, description } = refusalOf({ json: {} }, chosen(fields));
		expect(message).toBe("The field 'Input Binary Fields' is empty");
		expect(description).toBe(
			"There is no file on this item. Enter the name of a field that holds a file, or choose 'All Files of the Item'.",
		);
	});
});
