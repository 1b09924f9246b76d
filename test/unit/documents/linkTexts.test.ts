import type { Link } from '../../../nodes/Anesya/documents/linkTexts';
import { linksIn } from '../../../nodes/Anesya/documents/linkTexts';

const a = 'https://example.com/a.pdf?v=1';

/** Files of any size; if it is divisible by 3, their base64 text needs no `=` at its end. */
const pdf = (size: number, content = 'x') =>
	Buffer.from(`%PDF-1.7\n${content.repeat(size).slice(0, size - 15)}%%EOF\n`, 'latin1');
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(91, 7)]);
const jpeg = Buffer.concat([Buffer.from([255, 216, 255, 224]), Buffer.alloc(89, 7)]);

const base64 = (bytes: Buffer) => bytes.toString('base64');
const wrapped = (bytes: Buffer, between = '\n', width = 76) =>
	(base64(bytes).match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(between);

/** A link, by the address or the bytes of the document. */
const show = (link: Link) =>
	link.kind === 'url' ? link.url : Buffer.from(link.base64, 'base64').toString('latin1');
const latin1 = (bytes: Buffer) => bytes.toString('latin1');

/** A PDF with a picture as it is, whose beginning is that of a line of base64 text. */
const scan = Buffer.concat([pdf(57 * 4), jpeg, pdf(100)]);
scan.write(' ', 57 * 4 - 6);

const [first, second] = [pdf(300), pdf(297, 'y')];
const [oneLine, otherLine] = [base64(first), base64(second)];

describe('Each line is a link of its own', () => {
	it.each<[string, string, Array<string | Buffer>]>([
		['a document behind an address', `${a}\n${oneLine}`, [a, first]],
		['an address behind a document', `${oneLine}\r\n${a}`, [first, a]],
		['two documents', `${oneLine}\n${otherLine}`, [first, second]],
		['two documents and a blank line', `${oneLine}\n\n${otherLine}`, [first, second]],
		['the longer one below', `${otherLine}\n${oneLine}`, [second, first]],
		['a picture below', `${oneLine}\n${base64(png)}`, [first, png]],
		['a photo below', `${oneLine}\n${base64(jpeg)}`, [first, jpeg]],
		[
			'any file below one that ended',
			`${base64(pdf(301))}\n${base64(Buffer.alloc(99))}`,
			[pdf(301), Buffer.alloc(99)],
		],
		['two documents in lines', `${wrapped(first)}\n${wrapped(second)}`, [first, second]],
		[
			'two, the first ends with a full line',
			`${wrapped(pdf(285))}\n${wrapped(second)}`,
			[pdf(285), second],
		],
		['a data URL, and a document below', `data:;base64,${oneLine}\n${otherLine}`, [first, second]],
		[
			'data URLs in lines',
			`data:;base64,${wrapped(first)}\ndata:;base64,${wrapped(second)}`,
			[first, second],
		],
		['a tab between', `${a}\t${a}&x=2\t${oneLine}`, [a, `${a}&x=2`, first]],
	])('%s', (_case, text, documents) =>
		expect(linksIn(text).map(show)).toEqual(
			documents.map((document) => (typeof document === 'string' ? document : latin1(document))),
		),
	);
});

describe('Base64 text may be wrapped', () => {
	it.each<[string, string, Buffer]>([
		['into lines', wrapped(first), first],
		['into few lines', wrapped(first, '\r\n', 399), first],
		['into lines with spaces before them', wrapped(first, ' \n  '), first],
		['with spaces instead of line breaks', wrapped(first, ' '), first],
		['in quotes', `"${wrapped(first)}"`, first],
		['with a picture that begins with a line', wrapped(scan), scan],
		['behind the beginning of a data URL', `data:;base64,\n${wrapped(first)}`, first],
		['in a data URL', `data:;base64,${wrapped(first)}`, first],
		[
			'together with the beginning of a data URL',
			`data:;base64,${oneLine}`.replace(/.{76}/g, '$&\n'),
			first,
		],
	])('%s', (_case, text, document) => expect(linksIn(text).map(show)).toEqual([latin1(document)]));

	it('in no time', () => {
		const large = Buffer.concat([pdf(150_000), jpeg, Buffer.alloc(150_000, 255)]);
		const before = process.cpuUsage();
		expect(linksIn(wrapped(large))).toHaveLength(1);
		linksIn(`${base64(jpeg)}\n`.repeat(300));
		// Of the processor: other programs may keep it busy.
		expect(process.cpuUsage(before).user / 1_000).toBeLessThan(8_000);
	});
});

describe('What may be one link or several, or is none, is refused with the line that it is', () => {
	const cut = 'is cut off';
	const unclear = 'may belong to the base64 text before it or not';
	const several = 'is followed by what may be another one';
	it.each([
		[
			'an address without https://',
			`${a}\nwww.example.com/b.pdf`,
			'"www.example.com/b.pdf" is not a link',
		],
		['a word', `${a}\r\n\r\nThanks`, '"Thanks" is not a link'],
		['a word behind a document', `${base64(pdf(301))}\nThanks`, '"Thanks" is not a link'],
		['a sentence', 'see you', '"see you" is not a link'],
		['a document on the line of an address', `${a} ${oneLine}`, several],
		['a document behind a comma', `${a}, ${oneLine}`, several],
		['an address in the query of another one', `${a},https://b.example/c.pdf`, several],
		['lines that get longer', wrapped(first).replace('\n', ''), unclear],
		['lines of any length', `${wrapped(first, '\n', 60)}\n${'A'.repeat(70)}`, unclear],
		[
			'spaces that were plus signs',
			`${oneLine.slice(0, 90)} ${oneLine.slice(91, 301)} ${oneLine.slice(302)}`,
			unclear,
		],
		['a text whose end is missing', oneLine.slice(0, -3), cut],
		['a data URL whose end is missing', `data:;base64,${oneLine.slice(0, -3)}`, cut],
	])('%s', (_case, text, reason) => {
		expect(() => linksIn(text)).toThrow(reason);
		expect(() => linksIn(text)).toThrow(/^.{1,200} \(field 'Links'\)$/);
		expect(() => linksIn(text)).toThrow(/^((?!v=1).)*$/);
	});
});
