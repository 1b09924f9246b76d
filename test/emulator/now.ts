const systemClock = Date.now;

/** Milliseconds since 1970 by the clock of Anesya's servers: a test that changes `Date.now` changes the clock of n8n only. */
export function now(): number {
	return systemClock();
}
