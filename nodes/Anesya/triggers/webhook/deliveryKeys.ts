import { digestOf } from '../../guards/digest';
import type { Delivery } from './delivery';
import { isAboutExtract } from './delivery';
import type { Entry } from './entries';
import type { FetchedEntry } from './fetchExtracts';

/**
 * The key by which an entry is recognised when it is delivered again. An extract ends once, so its id
 * and the event are enough. Anything else may be named by several events, as a workflow is by those of
 * its sessions: there the key also has the delivery's time and all that the entry says.
 *
 * @param isExtract whether it was fetched as an extract
 * @returns undefined if the entry has no id of any kind
 */
export function keyOf(
	{ event, body }: Delivery,
	{ name, raw }: Entry,
	isExtract: boolean,
): string | undefined {
	if (name === undefined) return undefined;
	if (isExtract || isAboutExtract(event)) return `${event} ${name}`;
	return `${event} ${name} ${digestOf(JSON.stringify([body.timestamp, raw])).toString(16)}`;
}

/** Whether a key is of an extract: it has an id and no digest. */
export function isVerifiedKey(key: string): boolean {
	return key.split(' ').length === 2;
}

/** The keys of a delivery's entries before anything is fetched. */
export function keysOf(delivery: Delivery): string[] {
	return delivery.entries.flatMap((entry) => keyOf(delivery, entry, false) ?? []);
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
		return key === undefined || (!seen.has(key) && seen.add(key));
	});
}
