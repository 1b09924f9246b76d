/**
 * Milliseconds before each look for an upload whose answer was lost: a server may still be at work on
 * what it took when the connection breaks.
 */
export const SEARCH_DELAYS = [1_000, 4_000, 10_000];
