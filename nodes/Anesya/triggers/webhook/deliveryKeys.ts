import type { Delivery, Part } from './delivery';
import type { Fetched } from './fetchExtracts';
import { isAboutExtract } from './delivery';

/**
 * What a part of a delivery is recognised by when it comes again. An extract ends once, so that its id
 * and the event say enough. Anything else may be named by one event after the other, as a workflow is
 * by those of its sessions: there the delivery's time belongs to the key, and all that it says.
 *
 * @param isExtract whether it was fetched as an extract
 * @returns undefined where it has no id of any kind
 */
export function keyOf(
	{ event, body }: Delivery,
	{ name, given }: Part,
	isExtract: boolean,
): string | undefined {
	if (name === undefined) return undefined;
	if (isExtract || isAboutExtract(event)) return `${event} ${name}`;
	return `${event} ${name} ${digestOf(JSON.stringify([body.timestamp, given]))}`;
}

/** What the parts of a delivery are recognised by as long as nothing is fetched. */
export function keysOf(delivery: Delivery): string[] {
	return delivery.parts.flatMap((part) => keyOf(delivery, part, false) ?? []);
}

/** Whether a part was handled, whatever it may turn out to be. */
export function wasHandled(delivery: Delivery, part: Part, handled: string[]): boolean {
	const keys = [keyOf(delivery, part, true), keyOf(delivery, part, false)];
	return handled.some((key) => keys.includes(key));
}

/** Those that are new, each once: two calls at the same time may name one extract, and so may one call. */
export function onlyNew(delivery: Delivery, fetched: Fetched[], handled: string[]): Fetched[] {
	const seen = new Set(handled);
	return fetched.filter(({ part, extract }) => {
		const key = keyOf(delivery, part, extract !== undefined);
		return key === undefined || (!seen.has(key) && seen.add(key));
	});
}

/** FNV-1a: tells texts apart that have the same event and id, which are few. */
function digestOf(text: string): string {
	let digest = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		digest = Math.imul(digest ^ text.charCodeAt(index), 0x01000193);
	}
	return (digest >>> 0).toString(16);
}
