/** Milliseconds within which a request has to be answered; the time that an upload takes comes on top. */
export const TIME_LIMIT = { GET: 30_000, DELETE: 30_000, POST: 300_000 };

/** The same until a file begins to arrive: Anesya may have to put an export together first. */
export const TIME_LIMIT_FILE = 120_000;

/** Bytes a millisecond, or 1 Mbit/s: n8n's helper counts the time of the whole upload, however well it goes. */
export const SLOWEST_UPLOAD = 125;
