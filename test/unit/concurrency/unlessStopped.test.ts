import { unlessStopped } from '../../../nodes/Anesya/concurrency/unlessStopped';

const never = new Promise<string>(() => {});

describe('Waiting for something that a stop cannot end', () => {
	it('gives what it gives, or throws what it throws', async () => {
		const { signal } = new AbortController();
		expect(await unlessStopped(Promise.resolve('done'), signal)).toBe('done');
		expect(await unlessStopped(Promise.resolve('done'), undefined)).toBe('done');
		await expect(unlessStopped(Promise.reject(new Error('No')), signal)).rejects.toThrow('No');
	});

	it('ends with the reason of the stop, before it or during it', async () => {
		const stop = new AbortController();
		const waiting = unlessStopped(never, stop.signal);
		stop.abort(new Error('Stopped'));
		await expect(waiting).rejects.toThrow('Stopped');
		await expect(unlessStopped(never, stop.signal)).rejects.toThrow('Stopped');
	});

	it('leaves no listener behind', async () => {
		const { signal } = new AbortController();
		const removed = jest.spyOn(signal, 'removeEventListener');
		const added = jest.spyOn(signal, 'addEventListener');
		await unlessStopped(Promise.resolve('done'), signal);
		expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
	});
});
