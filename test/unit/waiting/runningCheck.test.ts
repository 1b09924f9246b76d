import type { RunningCheck } from '../../../nodes/Anesya/waiting/runningCheck';
import { endCheck, isReplaceable, startCheck } from '../../../nodes/Anesya/waiting/runningCheck';

const targets = (count: number) =>
	Array.from({ length: count }, (): { check?: RunningCheck } => ({}));

describe('A status check that several share', () => {
	it('is finished once for each of them', () => {
		const [a = {}, b = {}] = targets(2);
		const { finish } = startCheck([a, b], false, 0);
		expect([finish(a), finish(a), finish(b)]).toEqual([true, false, true]);
		expect([a.check, b.check]).toEqual([undefined, undefined]);
	});

	it('is ended when nobody waits for it any more, and not before', () => {
		const [a = {}, b = {}] = targets(2);
		const { signal, finish } = startCheck([a, b], false, 0);
		endCheck(a);
		expect(signal.aborted).toBe(false);
		expect(finish(a)).toBe(false);
		endCheck(b);
		expect(signal.aborted).toBe(true);
	});

	it('gives way to a later one, whose result alone counts', () => {
		const [a = {}] = targets(1);
		const first = startCheck([a], false, 0);
		const second = startCheck([a], true, 1);
		expect(first.signal.aborted).toBe(true);
		expect([first.finish(a), second.finish(a)]).toEqual([false, true]);
		expect(second.signal.aborted).toBe(false);
	});
});

describe('At the deadline, a running check', () => {
	const check = (isSingle: boolean, startedAt: number) => ({ isSingle, startedAt, abandon() {} });

	it('is replaced if it is a list, or has taken two seconds', () => {
		expect(isReplaceable(check(false, 9_900), 10_000, 10_000)).toBe(true);
		expect(isReplaceable(check(true, 8_000), 10_000, 10_000)).toBe(true);
		expect(isReplaceable(check(true, 8_001), 10_000, 10_000)).toBe(false);
	});

	it('is not if it is the last one already', () =>
		expect(isReplaceable(check(true, 10_000), 10_000, 13_000)).toBe(false));
});
