import { isInDoubt, leaveInDoubt } from '../../../nodes/Anesya/uploading/doubts';

describe('Doubt about an upload', () => {
	it('lasts for a minute', () => {
		leaveInDoubt(['w/a'], 1_000);
		expect([1_000, 60_999, 61_000].map((now) => isInDoubt(['w/a'], now))).toEqual([
			true,
			true,
			false,
		]);
	});

	it('concerns each upload that shares one of its names', () => {
		leaveInDoubt(['w/b', 'w/c'], 200_000);
		expect(
			[['w/b'], ['w/d', 'w/c'], ['w/d'], ['x/b']].map((keys) => isInDoubt(keys, 200_001)),
		).toEqual([true, true, false, false]);
	});

	it('lasts from the last time on', () => {
		leaveInDoubt(['w/e'], 300_000);
		leaveInDoubt(['w/e'], 350_000);
		expect(isInDoubt(['w/e'], 400_000)).toBe(true);
	});
});
