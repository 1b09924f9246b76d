import fc from 'fast-check';

import { stablePart } from '../../../nodes/Anesya/uploading/searchList';

describe('What to search for, in case a name is stored in a changed form', () => {
	it.each([
		['Facture été n°7 – Café Noël.pdf', 'Facture'],
		['Scan (Büro) 20250117.pdf', '20250117'],
		['été.pdf', 'été'],
		['請求書 1.pdf', '請求書'],
		// Only its end may change, where a service makes it unique or cuts it off.
		['invoice-2025_01.pdf', 'invoice-2025_01'],
		['SCAN0001.JPG', 'SCAN0001'],
		[`${'x'.repeat(100)}.pdf`, 'x'.repeat(60)],
	])('for %s: %s', (name, part) => expect(stablePart(name)).toBe(part));

	it('for (–).pdf: nothing else', () => expect(stablePart('(–).pdf')).toBeUndefined());

	it('is a part of the name, whatever the name is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (name) => name.includes(stablePart(name) ?? '')),
		);
	});
});
