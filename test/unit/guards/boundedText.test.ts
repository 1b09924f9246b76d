import { bounded, boundedName, oneLine } from '../../../nodes/Anesya/guards/boundedText';

describe('A text from outside in a message or a log', () => {
	it('is on one line, which reads as it is written', () =>
		expect(oneLine('a\r\nb\tc\u2028d\u0000e\u202ef\u2066g')).toBe('a b c d efg'));

	it('keeps the characters of all languages', () => {
		const text = 'Facture été – 請求書 فاتورة 👩‍💻';
		expect(oneLine(text)).toBe(text);
	});

	it('is cut, and shows that it is', () => {
		expect(bounded('abc', 3)).toBe('abc');
		expect(bounded('a\nbc', 3)).toBe('a b...');
		expect(boundedName('x'.repeat(5_000_000)).length).toBeLessThan(200);
	});
});
