import { parseState } from '../../../../nodes/Anesya/triggers/polling/parseState';
import type { PollingState } from '../../../../nodes/Anesya/triggers/polling/state';
import { initialState } from '../../../../nodes/Anesya/triggers/polling/state';

const empty = initialState({ account: 'account', filter: '{}', triggerOn: 'ERROR' }, 5, 9);

describe('The saved state', () => {
	it('is the one that was written', () => {
		const state: PollingState = {
			...empty,
			changes: [{ account: 'account', filter: '{"search":"b"}', triggerOn: 'FINISHED', at: 6 }],
			closing: { left: ['b'], vain: 1 },
			known: [['a', 1]],
			pending: [['b', 2, 3, 0, 0]],
			unread: [['c', 4, 5, 1, 6]],
			scan: {
				order: 'newest first',
				row: 50,
				count: 60,
				isWayBack: true,
				began: 60,
				isStart: true,
				isLast: false,
				settles: 7,
				found: [['d', 5]],
				carried: [['e', 6, 7, 1, 8]],
			},
			trouble: {
				message: 'm',
				description: 'd',
				since: 1,
				polls: 2,
				isTold: true,
				pauseFrom: 3,
				pauseFor: 4,
			},
		};
		expect(parseState(JSON.parse(JSON.stringify(state)))).toEqual(state);
		const closing = { vain: 2 };
		for (const other of [empty, { ...empty, closing }])
			expect(parseState(JSON.parse(JSON.stringify(other)))).toEqual(other);
	});

	it.each([
		['nothing', undefined],
		['something else', { ...empty, settledUntil: 'x' }],
		['a list', []],
	])('is not read from %s', (_name, saved) => {
		expect(parseState(saved)).toBeUndefined();
	});

	it('leaves out what it cannot read', () => {
		const saved = { ...empty, known: [['a', 1], ['b'], 5], pending: 'x', scan: { row: 1 } };
		expect(parseState(saved)).toEqual({ ...empty, known: [['a', 1]] });
	});
});
