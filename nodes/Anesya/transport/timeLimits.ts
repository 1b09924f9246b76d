/**
 * Milliseconds until a request must have its response; an upload gets the time that its bytes take on top. Once
 * a response has begun, it gets that of a read, and the time that its own bytes take (SLOWEST_RESPONSE).
 */
export const TIME_LIMIT = { GET: 30_000, DELETE: 30_000, POST: 300_000 };

/**
 * Milliseconds for the recovery of a lost upload, with all its searches and their retries. They take some 15
 * seconds where nothing else goes wrong. Beyond as much as an outage is sat out (PATIENCE), more searches
 * would rarely succeed; nobody can tell then whether the document was accepted, and it is not sent again.
 */
export const RECOVERY_TIME_LIMIT = 120_000;

/** Milliseconds until a file begins to arrive: Anesya may have to create an export first. */
export const TIME_LIMIT_FILE = 120_000;

/** Milliseconds until the server of a link begins to answer. */
export const TIME_LIMIT_LINK = 60_000;

/** Bytes per millisecond (1 Mbit/s): n8n's helper limits the time of the whole upload, even while it progresses. */
export const SLOWEST_UPLOAD = 125;
