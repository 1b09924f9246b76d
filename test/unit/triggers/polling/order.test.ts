import { orderOf } from '../../../../nodes/Anesya/triggers/polling/walk';

describe('the order of a list', () => {
	it.each([
		['newest first', [9, 8, 8, 7], [2, 1]],
		['oldest first', [1, 2, 2], [8, 9]],
		['unknown', [9, 7, 8], [2, 1]],
		['unknown', [9, 8, 7], [12, 11]],
		['unknown', [1, 2, 3], [2, 5]],
		['unknown', [5, 5], [5]],
		['unknown', [], []],
	])('is %s for %j ... %j', (order, first, last) => {
		expect(orderOf(first, last)).toBe(order);
	});
});
