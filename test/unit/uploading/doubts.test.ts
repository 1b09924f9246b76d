import { isUnresolved, markUnresolved } from '../../../nodes/Anesya/uploading/memory';

describe('Doubt about an upload', () => {
	it('lasts for a minute', () => {
		markUnresolved(['w/a'], 1_000);
		expect([1_000, 60_999, 61_000].map((now) => isUnresolved(['w/a'], now))).toEqual([
			true,
			true,
			false,
		]);
	});

	it('concerns each upload that shares one of its names', () => {
		markUnresolved(['w/b', 'w/c'], 200_000);
		expect(
			[['w/b'], ['w/d', 'w/c'], ['w/d'], ['x/b']].map((keys) => isUnresolved(keys, 200_001)),
		).toEqual([true, true, false, false]);
	});

	it('lasts from the last time on', () => {
		markUnresolved(['w/e'], 300_000);
		markUnresolved(['w/e'], 350_000);
		expect(isUnresolved(['w/e'], 400_000)).toBe(true);
	});
});
