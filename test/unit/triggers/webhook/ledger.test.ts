import {
	createLedger,
	keysFrom,
	remember,
	REMEMBERED,
	REMEMBERED_UNVERIFIED,
} from '../../../../nodes/Anesya/triggers/webhook/ledger';

describe('The ledger of deliveries', () => {
	it('lets one call at a time claim a key, and claims all keys or none', () => {
		const ledger = createLedger();
		expect(ledger.claim(['a', 'b'])).toBe(true);
		expect(ledger.claim(['b', 'c'])).toBe(false);
		expect(ledger.claim(['c'])).toBe(true);
	});

	it('shares its state with the ledgers of other calls', () => {
		const state = { handled: [], busy: new Set<string>() };
		const [first, second] = [createLedger(state), createLedger(state)];
		expect(first.claim(['a'])).toBe(true);
		expect(second.claim(['a'])).toBe(false);
		first.finish(['a']);
		expect(second.handled()).toEqual(['a']);
	});

	it('frees a released key, and keeps it handled once it is finished', () => {
		const ledger = createLedger();
		ledger.claim(['a']);
		ledger.release(['a']);
		expect(ledger.handled()).toEqual([]);
		expect(ledger.claim(['a'])).toBe(true);
		ledger.finish(['a']);
		ledger.release(['a']);
		expect(ledger.handled()).toEqual(['a']);
	});

	it('has all handled keys stored at each finish', () => {
		const stored: string[][] = [];
		const ledger = createLedger(undefined, (handled) => stored.push(handled));
		ledger.finish(['a']);
		ledger.finish(['b']);
		expect(stored).toEqual([['a'], ['a', 'b']]);
	});

	it('remembers a key once, and forgets the oldest ones', () => {
		expect(remember(['e a', 'e b'], ['e b', 'e c'])).toEqual(['e a', 'e b', 'e c']);
		const many = Array.from({ length: REMEMBERED }, (_, index) => `e ${index}`);
		expect(remember(many, ['e new'])).toEqual([...many.slice(1), 'e new']);
	});

	it("never forgets an extract for anything that a stranger's calls name", () => {
		const invented = Array.from({ length: 2 * REMEMBERED }, (_, index) => `e ${index} digest`);
		const remembered = remember(['e extract'], invented);
		expect(remembered).toContain('e extract');
		expect(remembered).toHaveLength(1 + REMEMBERED_UNVERIFIED);
	});

	it('reads the keys that n8n kept, whatever was written there', () => {
		expect(keysFrom(['a', 1, null, 'b'])).toEqual(['a', 'b']);
		expect(keysFrom(undefined)).toEqual([]);
		expect(keysFrom({ a: 1 })).toEqual([]);
	});
});
