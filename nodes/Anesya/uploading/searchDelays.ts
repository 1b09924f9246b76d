/**
 * Milliseconds before each search for a lost upload. There are several, because a server may still
 * be processing what it accepted when the connection breaks.
 */
export const SEARCH_DELAYS = [1_000, 4_000, 10_000];
