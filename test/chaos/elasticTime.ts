import { ClientRequest } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';

/** How much faster than the real time it passes. */
const SPEED = 4;

/** Milliseconds of real time between two ticks, and those that a tick counts at most. */
const TICK = 4;
const LONGEST_TICK = 12;

interface Timer {
	at: number;
	fire(): void;
	isCleared?: boolean;
}

const real = { setTimeout, now: performance.now.bind(performance) };

/** Milliseconds of a monotonic clock that is as it always was. */
export function realTime(): number {
	return real.now();
}

/**
 * Replaces the clocks and the timers of this process by ones that pass faster than the real time, but
 * stand still while the process has no time for anything: on a busy machine, no time limit passes only
 * because the machine was busy. Must run before modules are loaded that keep the clock they find.
 */
export function startElasticTime(): void {
	const [startedAt, epoch] = [real.now(), Date.now()];
	/** Sorted by their time. */
	const timers: Timer[] = [];
	let passed = 0;

	function add(milliseconds: number, fire: () => void): Timer {
		const at = passed + Math.max(1, Number.isFinite(milliseconds) ? milliseconds : 1);
		const timer: Timer = { at, fire };
		let [low, high] = [0, timers.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((timers[middle]?.at ?? 0) <= at) low = middle + 1;
			else high = middle;
		}
		timers.splice(low, 0, timer);
		return timer;
	}

	function startTimer(milliseconds: number, callback: () => void, isRepeated: boolean) {
		let timer: Timer;
		const start = () =>
			(timer = add(milliseconds, () => {
				if (isRepeated) start();
				callback();
			}));
		start();
		const clear = () => void (timer.isCleared = true);
		const handle = {
			clear,
			ref: () => handle,
			unref: () => handle,
			hasRef: () => true,
			refresh: () => {
				clear();
				start();
				return handle;
			},
			[Symbol.dispose ?? Symbol()]: clear,
		};
		return handle;
	}

	const faking =
		(isRepeated: boolean) =>
		(callback: (...args: unknown[]) => void, milliseconds = 1, ...args: unknown[]) =>
			startTimer(milliseconds, () => callback(...args), isRepeated);
	const clear = (handle: unknown) => {
		if (typeof handle === 'object' && handle !== null && 'clear' in handle) {
			if (typeof handle.clear === 'function') handle.clear();
		}
	};

	async function tick(last: number): Promise<void> {
		const now = real.now();
		const until = passed + Math.min(now - last, LONGEST_TICK) * SPEED;
		for (let next = timers[0]; next !== undefined && next.at <= until; next = timers[0]) {
			timers.shift();
			passed = Math.max(passed, next.at);
			if (next.isCleared) continue;
			next.fire();
			await Promise.resolve();
		}
		passed = until;
		real.setTimeout(() => void tick(now), TICK);
	}

	Object.assign(globalThis, {
		setTimeout: faking(false),
		setInterval: faking(true),
		clearTimeout: clear,
		clearInterval: clear,
	});
	Object.assign(Date, { now: () => Math.floor(epoch + passed) });
	Object.assign(performance, { now: () => startedAt + passed });
	Object.assign(timersPromises, {
		setTimeout: async (milliseconds: number) =>
			await new Promise<void>((resolve) => add(milliseconds, resolve)),
	});
	syncBuiltinESMExports();
	// n8n limits the time until a response begins by a timer of the socket, which cannot be replaced.
	ClientRequest.prototype.setTimeout = function (milliseconds, onTimeout) {
		if (milliseconds === 0) return this;
		const timer = add(milliseconds, () => {
			this.emit('timeout');
			onTimeout?.();
		});
		const end = () => (timer.isCleared = true);
		return this.once('response', end).once('close', end);
	};
	void tick(real.now());
}
