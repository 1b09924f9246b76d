/**
 * Milliseconds for a whole webhook call, its turns included: until then, the same delivery is refused as
 * busy. How long Anesya waits for a response is unknown.
 */
export const LONGEST_CALL = 60_000;
