import { linksFrom } from '../../../nodes/Anesya/documents/links';

const base64 = Buffer.from('%PDF-1.7\n'.repeat(20)).toString('base64');
const url = (address: string, name?: string) => ({
	kind: 'url',
	url: address,
	...(name && { name }),
});
const [a, b] = ['https://example.com/a.pdf', 'http://example.com/b,c%20d.pdf?x=1,2'];

describe('Links', () => {
	it.each<[string, unknown, unknown[]]>([
		['a web address', ` ${a} `, [url(a)]],
		['one that a model put into brackets', `${a}>`, [url(a)]],
		['several on lines of their own', `${a}\r\n\n${b}`, [url(a), url(b)]],
		['several with commas', `${a}, ${b}`, [url(a), url(b)]],
		['several with commas alone, as a cell of a table has them', `${a},${b}`, [url(a), url(b)]],
		['one in Markdown', `[Invoice](${a})`, [url(a)]],
		['one in quotes', `"${a}"`, [url(a)]],
		['one in angle brackets', `<${a}>`, [url(a)]],
		['the same one twice, which is one document', `${a}\n${a}`, [url(a)]],
		[
			'one with spaces',
			'https://example.com/my file.pdf',
			[url('https://example.com/my%20file.pdf')],
		],
		['one and a data URL', `${a},data:;base64,${base64}`, [url(a), { kind: 'base64', base64 }]],
		[
			'a data URL in quotes, with a space and escapes',
			`"data:;base64, ${encodeURIComponent(base64)}"`,
			[{ kind: 'base64', base64 }],
		],
		['files of Notion', [{ name: 'A', type: 'file', file: { url: a } }], [url(a, 'A')]],
		['links of Notion', [{ name: 'A', external: { url: a } }], [url(a, 'A')]],
		[
			'a file of Microsoft Graph',
			{ webUrl: b, '@microsoft.graph.downloadUrl': a, name: 'A.pdf' },
			[url(a, 'A.pdf')],
		],
		['a file of Google Drive', { webViewLink: b, webContentLink: a }, [url(a)]],
		['a list', [a, [b], null, ''], [url(a), url(b)]],
		['a list as text, as language models give it', JSON.stringify([a, b]), [url(a), url(b)]],
		['attachments of a table', [{ id: '1', url: a, filename: 'A.pdf' }], [url(a, 'A.pdf')]],
		['nothing', null, []],
		['an empty text', ' \n', []],
		['base64 text', base64, [{ kind: 'base64', base64 }]],
		['base64 text in lines', base64.replace(/.{76}/g, '$&\r\n'), [{ kind: 'base64', base64 }]],
		[
			'a data URL',
			`data:application/pdf;base64,${base64}`,
			[{ kind: 'base64', base64, type: 'application/pdf' }],
		],
		[
			'data URLs with names',
			`data:application/pdf;name=a%20b.pdf;base64,${base64}\ndata:;base64,${base64}`,
			[
				{ kind: 'base64', base64, type: 'application/pdf', name: 'a%20b.pdf' },
				{ kind: 'base64', base64 },
			],
		],
		[
			'a data URL with a name in quotes',
			`data:application/pdf;filename="x, y;z.pdf";base64,${base64}`,
			[{ kind: 'base64', base64, type: 'application/pdf', name: 'x, y;z.pdf' }],
		],
		[
			'base64 with a name',
			{ data: base64, fileName: 'a.pdf' },
			[{ kind: 'base64', base64, name: 'a.pdf' }],
		],
	])('may be %s', (_case, value, links) => expect(linksFrom(value)).toEqual(links));

	it.each<[string, unknown]>([
		['a path', '/home/me/a.pdf'],
		['an address without https://', 'example.com/a.pdf'],
		['another scheme', 'file:///etc/passwd'],
		['a word', 'invoice'],
		['a data URL that is not base64', 'data:text/plain,hello'],
		['a number', 5],
		['an object without a link', { name: 'a.pdf' }],
		['an address that is none', 'https://'],
		['a very long text', 'x y'.repeat(1_000_000)],
	])('are refused with a short text that names the field: %s', (_case, value) => {
		expect(() => linksFrom(value)).toThrow(/^.{1,90} is not a link \(field 'Links'\)$/);
	});
});
