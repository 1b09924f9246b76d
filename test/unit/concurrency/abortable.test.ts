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

	it.each(['before', 'during'])(
		'leaves no error unhandled, which would end n8n, if the signal is aborted %s the wait',
		async (when) => {
			const controller = new AbortController();
			const unhandled = jest.fn();
			process.on('unhandledRejection', unhandled);
			let fail: (error: Error) => void = () => {};
			const work = new Promise<string>((_resolve, reject) => (fail = reject));
			if (when === 'before') controller.abort(new Error('Stopped'));
			const waiting = abortable(work, controller.signal);
			controller.abort(new Error('Stopped'));
			await expect(waiting).rejects.toThrow('Stopped');
			fail(new Error('Too late'));
			await new Promise((resolve) => setTimeout(resolve, 10));
			process.off('unhandledRejection', unhandled);
			expect(unhandled).not.toHaveBeenCalled();
		},
	);

	it('leaves no listener behind', async () => {
		const { signal } = new AbortController();
		const removed = jest.spyOn(signal, 'removeEventListener');
		const added = jest.spyOn(signal, 'addEventListener');
		await abortable(Promise.resolve('done'), signal);
		expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
	});
});
