import { shownLink } from '../../../nodes/Anesya/transport/linkErrors';
import { linkName } from '../../../nodes/Anesya/transport/linkName';

const latin1 = (text: string) => Buffer.from(text).toString('latin1');
const [link, final] = [
	'https://example.com/share/7?x=a.pdf',
	'https://cdn.example.com/x/a%20b.pdf',
];

describe('The file at a link', () => {
	it.each([
		['attachment; filename="Rechnung 1.pdf"', 'Rechnung 1.pdf'],
		['attachment; filename=a.pdf; size=5', 'a.pdf'],
		['attachment; filename="a.pdf"; filename*=UTF-8\'\'%C3%A9t%C3%A9.pdf', 'été.pdf'],
		["attachment; filename*=iso-8859-1'fr'%E9t%E9.pdf", 'été.pdf'],
		["attachment; filename*=nonsense''a.pdf; filename=b.pdf", 'b.pdf'],
		["attachment; filename*=UTF-8''%zz.pdf; filename=b.pdf", 'b.pdf'],
		["attachment; filename*=UTF-8''%E9t%E9.pdf; filename=b.pdf", 'b.pdf'],
		["attachment; filename*=UTF-8''100%.pdf", '100%.pdf'],
		[latin1('inline; filename="été.pdf"'), 'été.pdf'],
		['inline; filename="a \\"b\\".pdf"', 'a "b".pdf'],
		["attachment; filename='a.pdf'", 'a.pdf'],
		['attachment; xfilename="b.pdf"; filename="a.pdf"', 'a.pdf'],
		['inline', 'a%20b.pdf'],
		[undefined, 'a%20b.pdf'],
	])('is called as its server says, else by its address: %j', (header, name) =>
		expect(linkName(header, link, final)).toBe(name),
	);

	it('is rather called by the address that the user gave, if both tell', () =>
		expect(linkName(undefined, 'https://a.example/invoice.pdf', final)).toBe('invoice.pdf'));

	it('may have no name', () =>
		expect(linkName(undefined, 'https://a.example/', 'https://a.example/')).toBe(''));
});

it('A text shows a link without passwords and signatures, and not all of a long one', () => {
	expect(shownLink('https://me:secret@example.com/a.pdf?signature=1#x')).toBe(
		'https://example.com/a.pdf',
	);
	expect(shownLink(`https://example.com/${'a'.repeat(500)}`).length).toBeLessThan(130);
});
