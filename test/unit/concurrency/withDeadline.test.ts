import { setTimeout as sleep } from 'node:timers/promises';

import { TimeUpError, withDeadline } from '../../../nodes/Anesya/concurrency/withDeadline';

const within = (milliseconds: number) => {
	const endsAt = performance.now() + milliseconds;
	return () => endsAt - performance.now();
};

describe('Work with a deadline', () => {
	it('gives its result, or what it throws', async () => {
		expect(await withDeadline(Promise.resolve(7), within(1_000))).toBe(7);
		await expect(withDeadline(Promise.reject(new Error('No')), within(1_000))).rejects.toThrow(
			'No',
		);
	});

	it('is not waited for any longer', async () => {
		const began = performance.now();
		await expect(withDeadline(new Promise(() => {}), within(100))).rejects.toThrow(TimeUpError);
		expect(performance.now() - began).toBeLessThan(600);
	});

	it('may get more time while it makes progress', async () => {
		let endsAt = performance.now() + 50;
		const work = sleep(400).then(() => 'done');
		setTimeout(() => (endsAt += 1_000), 30);
		expect(await withDeadline(work, () => endsAt - performance.now())).toBe('done');
	});

	it('may fail later without anybody noticing', async () => {
		const late = sleep(50).then(() => Promise.reject(new Error('Late')));
		await expect(withDeadline(late, within(0))).rejects.toThrow(TimeUpError);
		await sleep(100);
	});
});
