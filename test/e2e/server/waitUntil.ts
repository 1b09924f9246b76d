import { setTimeout as wait } from 'node:timers/promises';

export interface WaitOptions {
	/** The limit in milliseconds. */
	within?: number;
	/** Milliseconds between two attempts. */
	every?: number;
}

/**
 * Repeats an attempt until it returns something.
 *
 * @param what is awaited, for the error text
 * @param attempt returns undefined as long as there is nothing
 * @throws when the limit is over, or when the attempt throws
 */
export async function waitUntil<Found>(
	what: string,
	attempt: () => Promise<Found | undefined> | Found | undefined,
	{ within = 30_000, every = 100 }: WaitOptions = {},
): Promise<Found> {
	const deadline = performance.now() + within;
	for (;;) {
		const found = await attempt();
		if (found !== undefined) return found;
		if (performance.now() > deadline) throw new Error(`Not within ${within / 1000} s: ${what}`);
		await wait(every);
	}
}
