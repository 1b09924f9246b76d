import { setTimeout as wait } from 'node:timers/promises';

export interface Patience {
	/** Milliseconds after which it is given up. */
	within?: number;
	/** Milliseconds between two looks. */
	every?: number;
}

/**
 * Looks again and again until there is something.
 *
 * @param what is awaited, for the text when it does not come
 * @param look gives undefined as long as there is nothing
 * @throws when nothing came in time, or as soon as `look` throws
 */
export async function until<Found>(
	what: string,
	look: () => Promise<Found | undefined> | Found | undefined,
	{ within = 30_000, every = 100 }: Patience = {},
): Promise<Found> {
	const deadline = performance.now() + within;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (performance.now() > deadline) throw new Error(`Not within ${within / 1000} s: ${what}`);
		await wait(every);
	}
}
