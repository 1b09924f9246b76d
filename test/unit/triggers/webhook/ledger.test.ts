import {
	createLedger,
	keysFrom,
	newState,
	remember,
	REMEMBERED,
	REMEMBERED_UNVERIFIED,
	UNVERIFIED_STARTS,
} from '../../../../nodes/Anesya/triggers/webhook/ledger';

describe('The ledger of deliveries', () => {
	it('lets one call at a time claim a key, and claims all keys or none', () => {
		const ledger = createLedger();
		expect(ledger.claim(['a', 'b'])).toBe(true);
		expect(ledger.claim(['b', 'c'])).toBe(false);
		expect(ledger.claim(['c'])).toBe(true);
	});

	it('shares its state with the ledgers of other calls', () => {
		const state = newState();
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

	it('allows a batch of starts that nothing verifies, and then one a minute', () => {
		const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
		const state = newState();
		const starts = () => {
			let count = 0;
			while (createLedger(state).takeUnverifiedStart()) count += 1;
			return count;
		};
		expect(starts()).toBe(UNVERIFIED_STARTS);
		clock.mockReturnValue(60_000);
		expect(starts()).toBe(1);
		clock.mockReturnValue(24 * 3_600_000);
		expect(starts()).toBe(UNVERIFIED_STARTS);
		clock.mockRestore();
	});

	it('reads the keys that n8n kept, whatever was written there', () => {
		expect(keysFrom(['a', 1, null, 'b'])).toEqual(['a', 'b']);
		expect(keysFrom(undefined)).toEqual([]);
		expect(keysFrom({ a: 1 })).toEqual([]);
	});
});
