import { abortable } from '../../../nodes/Anesya/concurrency/abortable';

const never = new Promise<string>(() => {});

describe('Waiting for work that cannot be aborted', () => {
	it('returns its result, or throws its error', async () => {
		const { signal } = new AbortController();
		expect(await abortable(Promise.resolve('done'), signal)).toBe('done');
		expect(await abortable(Promise.resolve('done'), undefined)).toBe('done');
		await expect(abortable(Promise.reject(new Error('No')), signal)).rejects.toThrow('No');
	});

	it('ends with the reason of the signal, whether aborted before or during the wait', async () => {
		const controller = new AbortController();
		const waiting = abortable(never, controller.signal);
		controller.abort(new Error('Stopped'));
		await expect(waiting).rejects.toThrow('Stopped');
		await expect(abortable(never, controller.signal)).rejects.toThrow('Stopped');
	});

	it('leaves no listener behind', async () => {
		const { signal } = new AbortController();
		const removed = jest.spyOn(signal, 'removeEventListener');
		const added = jest.spyOn(signal, 'addEventListener');
		await abortable(Promise.resolve('done'), signal);
		expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
	});
});
