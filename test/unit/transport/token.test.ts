import fc from 'fast-check';

import { normalizeToken } from '../../../nodes/Anesya/transport/token';

describe('The token of the credential', () => {
	it.each([
		'abc.DEF_123',
		'  abc.DEF_123\n',
		'Bearer abc.DEF_123',
		'token   abc.DEF_123',
		'\tBEARER\tabc.DEF_123 ',
	])('is what is left of %j without spaces and scheme', (pasted) =>
		expect(normalizeToken(pasted)).toBe('abc.DEF_123'),
	);

	it('may begin like a scheme', () => expect(normalizeToken('tokenizer-1')).toBe('tokenizer-1'));

	it.each(['', '   ', 'Bearer ', ' Token'])('is missing in %j', (text) => {
		expect(() => normalizeToken(text)).toThrow('The Anesya credential has no token');
	});

	it.each(['abc def', 'abc\r\nX-Other: 1', 'abc…', 'Bearer Bearer abc'])(
		'is not complete in %j',
		(text) => {
			expect(() => normalizeToken(text)).toThrow('The Anesya token is incomplete');
		},
	);

	it('can stand in a header, or is refused without being quoted', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				try {
					return /^[!-~]+$/.test(normalizeToken(text));
				} catch (refusal) {
					return refusal instanceof Error && refusal.message.startsWith('The Anesya ');
				}
			}),
		);
	});
});
