import { withTimeLimit } from '../../../nodes/Anesya/concurrency/withTimeLimit';

const untilAborted = async (signal: AbortSignal) =>
	await new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason));
	});

describe('A task with a time limit', () => {
	it('gives its result, or what it throws', async () => {
		expect(await withTimeLimit(1_000, async () => 7)).toBe(7);
		const failing = async () => await Promise.reject(new Error('No'));
		await expect(withTimeLimit(1_000, failing)).rejects.toThrow('No');
	});

	it('learns from its signal that its time is up', async () => {
		await expect(withTimeLimit(50, untilAborted)).rejects.toThrow('The time is up');
		const timeUp = () => new Error('Too slow');
		await expect(withTimeLimit(50, untilAborted, { timeUp })).rejects.toThrow('Too slow');
	});

	it('ends earlier if its caller wants that', async () => {
		const caller = new AbortController();
		const { signal } = caller;
		const limited = withTimeLimit(10_000, untilAborted, { signal });
		caller.abort(new Error('Stopped'));
		await expect(limited).rejects.toThrow('Stopped');
		const task = jest.fn(untilAborted);
		await expect(withTimeLimit(10_000, task, { signal })).rejects.toThrow('Stopped');
		expect(task).not.toHaveBeenCalled();
	});
});
