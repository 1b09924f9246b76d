import { keysIn, remember, REMEMBERED } from '../../../../nodes/Anesya/triggers/webhook/ledger';

describe('the memory of deliveries', () => {
	it('keeps a key once, and forgets the oldest ones', () => {
		expect(remember(['a', 'b'], ['b', 'c'])).toEqual(['a', 'b', 'c']);
		const many = Array.from({ length: REMEMBERED }, (_, index) => String(index));
		expect(remember(many, ['new'])).toEqual([...many.slice(1), 'new']);
	});

	it('takes what n8n kept, however it looks', () => {
		expect(keysIn(['a', 1, null, 'b'])).toEqual(['a', 'b']);
		expect(keysIn(undefined)).toEqual([]);
		expect(keysIn({ a: 1 })).toEqual([]);
	});
});
