import { claimExtract, isClaimed } from '../../../nodes/Anesya/uploading/memory';

const HOUR = 3_600_000;

describe('An extract that an upload took as its own', () => {
	it('is claimed, and no other one is', () => {
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
