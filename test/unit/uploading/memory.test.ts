import {
	claimExtract,
	isClaimed,
	isUnresolved,
	markUnresolved,
} from '../../../nodes/Anesya/uploading/memory';

const HOUR = 3_600_000;

describe('An extract that belongs to an upload', () => {
	it('is claimed, and no other extract is', () => {
		claimExtract('mine', 0);
		expect([isClaimed('mine'), isClaimed('another')]).toEqual([true, false]);
	});

	it('stays claimed for an hour, however many follow', () => {
		for (let index = 0; index < 3_000; index += 1) claimExtract(`one of many ${index}`, HOUR - 1);
		expect(isClaimed('mine')).toBe(true);
	});

	it('is forgotten later, so that memory does not fill up', () => {
		claimExtract('the next', HOUR);
		expect([isClaimed('mine'), isClaimed('one of many 0'), isClaimed('the next')]).toEqual([
			false,
			true,
			true,
		]);
	});
});

describe('An unresolved upload', () => {
	it('is remembered for a minute', () => {
		markUnresolved(['w/a'], 1_000);
		expect([1_000, 60_999, 61_000].map((now) => isUnresolved(['w/a'], now))).toEqual([
			true,
			true,
			false,
		]);
	});

	it('concerns every upload that shares one of its names', () => {
		markUnresolved(['w/b', 'w/c'], 200_000);
		expect(
			[['w/b'], ['w/d', 'w/c'], ['w/d'], ['x/b']].map((keys) => isUnresolved(keys, 200_001)),
		).toEqual([true, true, false, false]);
	});

	it('is remembered for a minute from the last time it was marked', () => {
		markUnresolved(['w/e'], 300_000);
		markUnresolved(['w/e'], 350_000);
		expect(isUnresolved(['w/e'], 400_000)).toBe(true);
	});
});
