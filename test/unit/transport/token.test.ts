import fc from 'fast-check';

import { normalizeToken } from '../../../nodes/Anesya/transport/token';

describe('The token of the credential', () => {
	it.each([
		'abc.DEF_123',
		'  abc.DEF_123\n',
		'Bearer abc.DEF_123',
		'token   abc.DEF_123',
		'\tBEARER\tabc.DEF_123 ',
	])('is %j without spaces and scheme', (pasted) =>
		expect(normalizeToken(pasted)).toBe('abc.DEF_123'),
	);

	it('may start like a scheme', () => expect(normalizeToken('tokenizer-1')).toBe('tokenizer-1'));

	it.each(['', '   ', 'Bearer ', ' Token'])('is missing in %j', (text) => {
		expect(() => normalizeToken(text)).toThrow('The Anesya credential has no token');
	});

	it.each(['abc def', 'abc\r\nX-Other: 1', 'abc…', 'Bearer Bearer abc'])(
		'is incomplete or has extra characters in %j',
		(text) => {
			expect(() => normalizeToken(text)).toThrow(
				'The Anesya token is incomplete or has extra characters',
			);
		},
	);

	it('is valid in a header, or is rejected without being quoted', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				try {
					return /^[!-~]+$/.test(normalizeToken(text));
				} catch (error) {
					return error instanceof Error && error.message.startsWith('The Anesya ');
				}
			}),
		);
	});
});
