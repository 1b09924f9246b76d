import { createFairMap } from '../../../nodes/Anesya/guards/fairMap';

describe('A fair map', () => {
	it('loses the oldest value of the owner with most values, not those of others', () => {
		const map = createFairMap<number>(3);
		map.set('a', 'first', 1);
		map.set('b', 'second', 2);
		map.set('c', 'second', 3);
		map.set('b', 'second', 4);
		map.set('d', 'second', 5);
		expect(['a', 'b', 'c', 'd'].map(map.get)).toEqual([1, 4, undefined, 5]);
	});

	it('keeps a value when its owner changes', () => {
		const map = createFairMap<number>(2);
		map.set('a', 'first', 1);
		map.set('a', 'second', 2);
		map.set('b', 'third', 3);
		expect(['a', 'b'].map(map.get)).toEqual([2, 3]);
	});
});
