import { createSendLimits } from '../../../nodes/Anesya/operations/extract/sendLimits';

const MINUTE = 60_000;
const TAKEN = { uploaded: ['one'] };

/** A document that waits for its turn until it is sent, or given up. */
async function untilSent(milliseconds: number, signal: AbortSignal | undefined) {
	return await new Promise<{ uploaded: string[] }>((resolve, reject) => {
		setTimeout(() => resolve(TAKEN), milliseconds);
		signal?.addEventListener('abort', () => reject(signal.reason));
	});
}

describe('A document that waits to be sent, with a Timeout of one minute', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());
	const outcome = async (sent: Promise<unknown>) =>
		await sent.then(
			() => 'sent',
			(error: Error) => error.message,
		);
	const GIVEN_UP = 'The document could not be sent within 1 minute';

	it('is given up if none of the run is taken for so long', async () => {
		const sendInTime = createSendLimits();
		const sent = outcome(sendInTime(1, async (end) => await untilSent(10 * MINUTE, end)));
		await jest.advanceTimersByTimeAsync(MINUTE - 1_000);
		await sendInTime(1, async () => ({ uploaded: [] }));
		await jest.advanceTimersByTimeAsync(2_000);
		expect(await sent).toBe(GIVEN_UP);
	});

	it('may wait for longer while others of the run are taken, and no longer than after the last of them', async () => {
		const sendInTime = createSendLimits();
		const last = outcome(sendInTime(1, async (end) => await untilSent(3 * MINUTE, end)));
		const never = outcome(sendInTime(1, async (end) => await untilSent(60 * MINUTE, end)));
		for (const minutes of [0.9, 1.8, 2.7])
			void sendInTime(1, async (end) => await untilSent(minutes * MINUTE, end));
		await jest.advanceTimersByTimeAsync(3 * MINUTE);
		expect(await last).toBe('sent');
		await jest.advanceTimersByTimeAsync(MINUTE - 1_000);
		expect(jest.getTimerCount()).toBeGreaterThan(0);
		await jest.advanceTimersByTimeAsync(2_000);
		expect(await never).toBe(`${GIVEN_UP} of the last one that Anesya accepted`);
	});

	it('has its own time if it comes after others were given up, or were all sent', async () => {
		const sendInTime = createSendLimits();
		const give = async (minutes: number) =>
			await outcome(sendInTime(1, async (end) => await untilSent(minutes * MINUTE, end)));
		for (const [minutes, expected] of [
			[0.5, 'sent'],
			[5, GIVEN_UP],
			[0.9, 'sent'],
			[5, GIVEN_UP],
		] as const) {
			const given = give(minutes);
			await jest.advanceTimersByTimeAsync(2 * MINUTE);
			expect(await given).toBe(expected);
		}
	});
});
