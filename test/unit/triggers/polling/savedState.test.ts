import { savedState } from '../../../../nodes/Anesya/triggers/polling/savedState';
import type { PollingState } from '../../../../nodes/Anesya/triggers/polling/state';

const empty: PollingState = {
	list: 'list',
	settledUntil: 0,
	known: [],
	pending: [],
	count: 0,
	partialScans: 0,
};

describe('the saved state', () => {
	it('is the one that was written', () => {
		const state: PollingState = { ...empty, known: [['a', 1]], pending: [['b', 2]] };
		expect(savedState(JSON.parse(JSON.stringify(state)), 'list')).toEqual(state);
	});

	it.each([
		['nothing', undefined],
		['another list', { ...empty, list: 'other' }],
		['something else', { list: 'list', settledUntil: 'x' }],
	])('is not read from %s', (_name, saved) => {
		expect(savedState(saved, 'list')).toBeUndefined();
	});

	it('leaves out entries that it cannot read', () => {
		const saved = { ...empty, known: [['a', 1], ['b'], 5], pending: 'x' };
		expect(savedState(saved, 'list')).toEqual({ ...empty, known: [['a', 1]] });
	});
});
