import { abortable } from '../../../../nodes/Anesya/concurrency/abortable';
import {
	createQuota,
	quotaOf,
	UNKNOWN_FOR,
	UNVERIFIED,
} from '../../../../nodes/Anesya/triggers/webhook/quota';
import {
	PausedError,
	TooManyCallsError,
} from '../../../../nodes/Anesya/triggers/webhook/quotaErrors';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const isRefusal = (thrown: unknown) =>
	thrown instanceof TooManyCallsError || thrown instanceof PausedError;

/** What became of requests so far; those of a quota's true calls are given back. */
function trial(quota = createQuota()) {
	const counts = { sent: 0, done: 0, refused: 0 };
	const send = async (isTrue: boolean, ids = 1) => {
		const request = async () => {
			counts.sent += 1;
			await new Promise((resolve) => setTimeout(resolve, 100));
			if (isTrue) quota.giveBack(1);
		};
		await quota.send(request, ids).then(
			() => (counts.done += 1),
			(thrown) => (counts.refused += isRefusal(thrown) ? 1 : NaN),
		);
	};
	const start = (count: number, isTrue: boolean, ids?: number) =>
		void Promise.all(Array.from({ length: count }, async () => await send(isTrue, ids)));
	return { quota, counts, start };
}

describe("What webhook calls may cost an account, whoever's they are", () => {
	it('is no limit to calls that turn out to be true, except that few requests go at once', async () => {
		const { counts, start } = trial();
		start(400, true);
		await jest.advanceTimersByTimeAsync(50);
		expect(counts.sent).toBe(3);
		await jest.advanceTimersByTimeAsync(14_000);
		expect(counts).toEqual({ sent: 400, done: 400, refused: 0 });
	});

	it('is a few requests that come to nothing, then one each second, and others are refused at once', async () => {
		const { counts, start } = trial();
		start(200, false);
		await jest.advanceTimersByTimeAsync(500);
		expect(counts).toEqual({ sent: UNVERIFIED, done: UNVERIFIED, refused: 200 - UNVERIFIED - 5 });
		await jest.advanceTimersByTimeAsync(5_000);
		expect(counts.sent).toBe(UNVERIFIED + 5);
	});

	it('grows slowly, however long calls come to nothing', async () => {
		const { quota, counts, start } = trial();
		for (let tenth = 0; tenth < 600; tenth += 1) {
			if (quota.enter(1) !== undefined) start(2, false);
			await jest.advanceTimersByTimeAsync(100);
		}
		expect(counts.sent).toBeLessThanOrEqual(UNVERIFIED + 60);
	});

	it('lets a true call through beside those that name many extracts, and after any others', async () => {
		const { quota, counts, start } = trial();
		start(200, false, 50);
		const one = trial(quota);
		one.start(1, true);
		await jest.advanceTimersByTimeAsync(1_500);
		expect(one.counts.done).toBe(1);
		await jest.advanceTimersByTimeAsync(6_000);
		start(200, false);
		await jest.advanceTimersByTimeAsync(6_000);
		one.start(1, true);
		await jest.advanceTimersByTimeAsync(1_500);
		expect(one.counts).toEqual({ sent: 2, done: 2, refused: 0 });
		expect(counts.refused).toBeGreaterThan(380);
	});

	it('is a number of calls, and of their bytes, that wait at once', () => {
		const { quota } = trial();
		const leave = Array.from({ length: 5 }, () => quota.enter(10_000_000));
		expect(quota.enter(1)).toBeUndefined();
		leave[0]?.();
		expect(quota.enter(1)).toBeDefined();
		const calls = Array.from({ length: 600 }, () => trial().quota.enter(0));
		expect(calls.every(Boolean)).toBe(true);
		const { quota: one } = trial();
		expect(Array.from({ length: 600 }, () => one.enter(0)).filter(Boolean)).toHaveLength(500);
	});

	it('waits when Anesya asks to, and refuses what would wait too long', async () => {
		const { quota, counts, start } = trial();
		quota.pause(3_000);
		start(50, true);
		await jest.advanceTimersByTimeAsync(2_500);
		expect(counts).toEqual({ sent: 0, done: 0, refused: 0 });
		await jest.advanceTimersByTimeAsync(3_000);
		expect(counts.done).toBe(50);
		quota.pause(60_000);
		start(50, true);
		await jest.advanceTimersByTimeAsync(1);
		expect(counts.refused).toBe(50);
	});

	it('does not stand still for long, however long Anesya asks to wait, and says whose wish that is', async () => {
		const { quota, counts, start } = trial();
		quota.pause(3_600_000);
		const refusal = quota.send(async () => {}, 1).catch((thrown: unknown) => thrown);
		expect(await refusal).toMatchObject({ asked: 3_600_000, left: 30_000 });
		expect(await refusal).toBeInstanceOf(PausedError);
		await jest.advanceTimersByTimeAsync(30_000);
		start(5, true);
		await jest.advanceTimersByTimeAsync(2_000);
		expect(counts.done).toBe(5);
	});

	it('is released at once when the time of a call is up, whether its turn had come or not', async () => {
		const { quota, counts, start } = trial();
		const timeUp = new AbortController();
		const hang = async () =>
			await quota
				.send(async () => await abortable(new Promise(() => {}), timeUp.signal), 1, timeUp.signal)
				.catch(() => (counts.refused += 1));
		for (let number = 0; number < 5; number += 1) void hang();
		await jest.advanceTimersByTimeAsync(50);
		timeUp.abort();
		await jest.advanceTimersByTimeAsync(6_000);
		expect(counts).toEqual({ sent: 0, done: 0, refused: 5 });
		start(3, true);
		await jest.advanceTimersByTimeAsync(50);
		expect(counts.sent).toBe(3);
	});

	it('remembers for a short while, and not too many, of what Anesya does not know', () => {
		const { quota } = trial();
		quota.noteUnknown('a');
		expect(quota.isUnknown('a')).toBe(true);
		jest.advanceTimersByTime(UNKNOWN_FOR);
		expect(quota.isUnknown('a')).toBe(false);
		for (let number = 0; number < 2_000; number += 1) quota.noteUnknown(`${number}`);
		expect(['0', '1999'].map((id) => quota.isUnknown(id))).toEqual([false, true]);
	});

	it('is counted for each account by itself', () => {
		expect(quotaOf('a')).toBe(quotaOf('a'));
		expect(quotaOf('b')).not.toBe(quotaOf('a'));
		quotaOf('a').noteUnknown('id');
		expect(quotaOf('b').isUnknown('id')).toBe(false);
		const leave = quotaOf('a').enter(1);
		for (let number = 0; number < 500; number += 1) quotaOf(`${number}`);
		expect(quotaOf('a').isUnknown('id')).toBe(true);
		leave?.();
		for (let number = 0; number < 500; number += 1) quotaOf(`${number}`);
		expect(quotaOf('a').isUnknown('id')).toBe(false);
	});
});
