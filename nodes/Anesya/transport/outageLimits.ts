/** Milliseconds throughout. */

/** While a request waits so long and nothing else gets a response either, Anesya may be gone. */
export const SUSPICIOUS_SILENCE = 15_000;

/**
 * Once Anesya responds to others again after a silence, a response to what was sent before comes within this
 * time, or never. An upload is then searched for before it is sent a second time.
 */
export const LATEST_AFTER_SILENCE = 30_000;

/** The time limit of the request that finds out. */
export const PROBE_TIME_LIMIT = 10_000;

/** How long an outage is sat out. With a silence before it and a last probe, a run ends within two minutes. */
export const PATIENCE = 80_000;

/** The same while Anesya is there, but throttles without end: others may use up the same limit. */
export const THROTTLED_PATIENCE = 300_000;

/** Between two trials; doubles from one to the next. */
export const FIRST_TRIAL_DELAY = 1_000;
export const LONGEST_TRIAL_DELAY = 15_000;
