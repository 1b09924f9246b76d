/**
 * Bytes of a response. Whoever answers with more is not Anesya, and would fill n8n's memory. An extract
 * may be large: its fields, its text and its tables. An upload is answered with extracts that have none
 * of these yet.
 */
export const SIZE_LIMIT = { GET: 256_000_000, POST: 32_000_000 };

/**
 * Bytes per millisecond (1 Mbit/s): a response that arrives at least this fast gets the time that its
 * size takes on top of its time limit. n8n's helper only limits the time to the head, and silence later.
 */
export const SLOWEST_RESPONSE = 125;

/** Bytes of a downloaded file: more than any document, export or archive of images (inferred). */
export const LARGEST_FILE = 2_000_000_000;

/** Bytes of a document that is given by a link (how large a document may be for Anesya is unknown). */
export const LARGEST_LINKED_FILE = 1_000_000_000;

/** Bytes per millisecond (100 kbit/s): a download that is slower than this for minutes will not end. */
export const SLOWEST_DOWNLOAD = 12.5;
