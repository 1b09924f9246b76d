/**
 * Milliseconds before each look for an upload whose answer was lost: a server may still be at work on
 * what it took when the connection breaks.
 */
export const LOOKS_AFTER = [1_000, 4_000, 10_000];
