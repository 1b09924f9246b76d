import type { Answer } from './answer';

/** The clock of Anesya's server, as far as its answers tell. n8n's own clock may be wrong. */
export interface ServerClock {
	note(answer: Answer): void;
	/** Milliseconds since 1970, never ahead of the server; undefined before the first `Date` header. */
	now(): number | undefined;
}

/** @param clock milliseconds of a clock that never goes back */
export function createServerClock(clock: () => number): ServerClock {
	let offset: number | undefined;
	return {
		note(answer) {
			const date = Date.parse(answer.header('date') ?? '');
			// The header names whole seconds, rounded down, and took some time to get here.
			if (Number.isFinite(date)) offset = date - clock();
		},
		now: () => (offset === undefined ? undefined : clock() + offset),
	};
}
