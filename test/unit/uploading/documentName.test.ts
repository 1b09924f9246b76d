import fc from 'fast-check';

import { comparableName, isSameName } from '../../../nodes/Anesya/uploading/documentName';

describe('A name as Anesya may store it', () => {
	it.each([
		['Invoice (1).PDF', 'invoice_1.pdf'],
		['Facture été.pdf', 'Facture été.pdf'.normalize('NFD')],
		['a  b.pdf', 'a%b.pdf'],
		['ﬁle.pdf', 'file.pdf'],
		['Facture été.pdf', 'Facture_ete.pdf'],
	])('%s matches %s', (sent, stored) => expect(comparableName(sent)).toBe(comparableName(stored)));

	it.each([
		['invoice-1.pdf', 'invoice-2.pdf'],
		['№.pdf', '№.png'],
		['発票.pdf', '請求書.pdf'],
		['---', '...'],
	])('%s does not match %s', (one, other) =>
		expect(comparableName(one)).not.toBe(comparableName(other)),
	);

	it('is never empty, unless the original is', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1, unit: 'binary' }),
				(name) => comparableName(name) !== '',
			),
		);
	});
});

describe('An extract may have the name of a file', () => {
	it.each([
		['with HTML entities', 'Q&A "Dupont".pdf', 'Q&amp;A &quot;Dupont&#34;.pdf'],
		['with the signs of an entity dropped', 'A &amp; B.pdf', 'A_amp_B.pdf'],
		['with only the letters of ASCII', 'Straße 8 請求書.pdf', 'Strae_8_x7Yk2aB.pdf'],
		['in another case, with other separators', 'Facture Nr. 12.PDF', 'facture_nr._12.pdf'],
		['with a suffix that makes it unique', 'invoice.pdf', 'invoice_x7Yk2aB.pdf'],
		[
			'cut off',
			`${'Quarterly report of the subsidiary '.repeat(4)}.pdf`,
			`${'Quarterly_report_of_the_subsidiary_'.repeat(3)}.pdf`,
		],
		[
			'cut off without its extension',
			`${'Quarterly report '.repeat(8)}.pdf`,
			'Quarterly report '.repeat(6),
		],
	])('%s', (_case, sent, stored) => expect(isSameName(stored, sent)).toBe(true));

	it.each([
		['of another number', 'invoice 1.pdf', 'invoice 12.pdf'],
		['that only begins alike', 'invoice.pdf', 'invoice of the year.pdf'],
		['of another type', 'invoice.pdf', 'invoice.png'],
		['in the same script', '発票.pdf', '請求書.pdf'],
		['that is missing', 'invoice.pdf', null],
	])('but not one %s', (_case, sent, stored) => expect(isSameName(stored, sent)).toBe(false));

	it('whatever entity stands in it', () => {
		fc.assert(fc.property(fc.string(), (name) => isSameName(`&${name};`, `&${name};`)));
	});
});
