import { digestOf } from '../../guards/digest';
import type { Delivery } from './delivery';
import { isAboutExtract } from './delivery';
import type { Entry } from './entries';
import type { FetchedEntry } from './fetchExtracts';

/** In a key, for an entry without an id. */
const NO_ID = '-';

/** Characters of a delivery's time. A stranger's may be as long as the call, and each entry's key has it. */
const LONGEST_TIME = 50;

/**
 * The key by which an entry is recognised when it is delivered again. An extract ends once, so its id
 * and the event are enough. Anything else may be named by several events, as a workflow is by those of
 * its sessions, or have no id: there the key also has the delivery's time and all that the entry says.
 *
 * @param isExtract whether it was fetched as an extract
 */
export function keyOf(
	{ event, body }: Delivery,
	{ name = NO_ID, raw }: Entry,
	isExtract: boolean,
): string {
	if (isExtract || isAboutExtract(event)) return `${event} ${name}`;
	const time = typeof body.timestamp === 'string' ? body.timestamp.slice(0, LONGEST_TIME) : '';
	return `${event} ${name} ${digestOf(JSON.stringify([time, raw])).toString(16)}`;
}

/** Whether a key is of an extract: it has an id and no digest. */
export function isVerifiedKey(key: string): boolean {
	return key.split(' ').length === 2;
}

/** The keys of a delivery's entries before anything is fetched. */
export function keysOf(delivery: Delivery): string[] {
	return delivery.entries.map((entry) => keyOf(delivery, entry, false));
}

/** Whether an entry was handled, whether or not it turns out to be an extract. */
export function wasHandled(delivery: Delivery, entry: Entry, handled: readonly string[]): boolean {
	const keys = [keyOf(delivery, entry, true), keyOf(delivery, entry, false)];
	return handled.some((key) => keys.includes(key));
}

/**
 * The entries that are still new once they are fetched, each of them once: two calls at the same time
 * may name one extract, and one call may name it twice.
 */
export function onlyNew(
	delivery: Delivery,
	fetched: FetchedEntry[],
	handled: readonly string[],
): FetchedEntry[] {
	const seen = new Set(handled);
	return fetched.filter(({ entry, extract }) => {
		const key = keyOf(delivery, entry, extract !== undefined);
		return !seen.has(key) && seen.add(key);
	});
}
