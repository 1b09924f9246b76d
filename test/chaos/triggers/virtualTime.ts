import { setImmediate as nextTurn } from 'node:timers/promises';

/** A point in time before all worlds: 2026-01-01. */
const EPOCH = Date.UTC(2026, 0, 1);

/** A clock that stands still until nothing else is to be done, and then jumps to the next timer. */
export interface VirtualTime {
	/** Milliseconds since 1970, by the true time. */
	now(): number;
	/** Sets the wall clock of n8n wrong by so many milliseconds. */
	setWallClock(offset: number): void;
	/** Runs a task until it ends. @throws Error when it waits for something that never comes */
	run<Result>(task: () => Promise<Result>): Promise<Result>;
	/** Lets time pass. */
	pass(milliseconds: number): Promise<void>;
	/** Resolves after so much time. */
	wait(milliseconds: number): Promise<void>;
	restore(): void;
}

interface Timer {
	at: number;
	order: number;
	fire: () => void;
}

/** Replaces the clocks and timers of this process. Tasks must not do any real input or output. */
export function startVirtualTime(random: () => number): VirtualTime {
	const real = { setTimeout, clearTimeout, dateNow: Date.now, random: Math.random };
	const timers = new Set<Timer>();
	let [current, offset, order] = [EPOCH, 0, 0];

	function addTimer(fire: () => void, milliseconds: number): Timer {
		const timer = { at: current + Math.max(1, milliseconds), order: (order += 1), fire };
		timers.add(timer);
		return timer;
	}

	function fakeTimeout(
		callback: (...args: unknown[]) => void,
		milliseconds = 0,
		...args: unknown[]
	) {
		const timer = addTimer(() => callback(...args), Number(milliseconds));
		const handle = { timer, ref: () => handle, unref: () => handle, hasRef: () => true };
		return handle;
	}

	function fakeClear(handle: unknown): void {
		if (typeof handle !== 'object' || handle === null || !('timer' in handle)) return;
		for (const timer of timers) if (timer === handle.timer) timers.delete(timer);
	}

	/** @returns whether there was one, up to the given time */
	function fireNext(until = Infinity): boolean {
		let next: Timer | undefined;
		for (const timer of timers)
			if (
				next === undefined ||
				timer.at < next.at ||
				(timer.at === next.at && timer.order < next.order)
			)
				next = timer;
		if (next === undefined || next.at > until) return false;
		timers.delete(next);
		current = Math.max(current, next.at);
		next.fire();
		return true;
	}

	Object.assign(globalThis, { setTimeout: fakeTimeout, clearTimeout: fakeClear });
	Object.assign(Date, { now: () => current + offset });
	Object.assign(performance, { now: () => current - EPOCH });
	Object.assign(Math, { random });

	return {
		now: () => current,
		setWallClock: (by) => void (offset = by),
		async run(task) {
			let hasEnded = false;
			const result = task().finally(() => (hasEnded = true));
			result.catch(() => {});
			for (;;) {
				await nextTurn();
				if (hasEnded) return await result;
				if (!fireNext()) throw new Error('Nothing will ever end this wait');
			}
		},
		async pass(milliseconds) {
			const end = current + milliseconds;
			do await nextTurn();
			while (fireNext(end));
			current = end;
		},
		wait: async (milliseconds) =>
			await new Promise((resolve) => void addTimer(resolve, milliseconds)),
		restore() {
			Object.assign(globalThis, {
				setTimeout: real.setTimeout,
				clearTimeout: real.clearTimeout,
			});
			Object.assign(Date, { now: real.dateNow });
			Object.assign(Math, { random: real.random });
			Reflect.deleteProperty(performance, 'now');
		},
	};
}
