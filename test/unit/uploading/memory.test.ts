import {
	claimExtract,
	claimFound,
	isClaimed,
	isUnresolved,
	markUnresolved,
} from '../../../nodes/Anesya/uploading/memory';

describe('An extract that belongs to an upload', () => {
	const [here, there] = [{ baseUrl: 'https://here' }, { baseUrl: 'https://there' }];

	it('is claimed, and no other extract is', () => {
		claimExtract(here, 'mine');
		expect([isClaimed(here, 'mine'), isClaimed(here, 'another')]).toEqual([true, false]);
	});

	it('is claimed by the first of two searches that found it, and the other one claims nothing', () => {
		expect(claimFound(here, ['found'])).toBe(true);
		expect(claimFound(here, ['free', 'found'])).toBe(false);
		expect(isClaimed(here, 'free')).toBe(false);
	});

	it('cannot be claimed by another server', () => {
		claimExtract(there, 'yours');
		expect(isClaimed(here, 'yours')).toBe(false);
	});

	it('stays claimed however many others another server names, and memory does not fill up', () => {
		claimExtract(here, 'mine');
		for (let index = 0; index < 50_000; index += 1) claimExtract(there, `${index}`);
		expect([isClaimed(here, 'mine'), isClaimed(there, '0')]).toEqual([true, false]);
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
