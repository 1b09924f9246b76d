import type { AnesyaApi } from '../../api/anesyaApi';
import type { Extract } from '../../api/extract';
import { createLimiter } from '../../concurrency/limiter';
import type { Delivery } from './delivery';
import { isAboutExtract } from './events';
import type { Part } from './parts';
import { readReported } from './readReported';

const FETCHES_AT_ONCE = 10;

/** A part, and the extract that Anesya itself gave for its id; undefined if it knows none. */
export interface Fetched {
	part: Part;
	extract: Extract | undefined;
}

/**
 * Fetches what the parts of a delivery name, several at once, each id once.
 *
 * @throws AnesyaFailure
 */
export async function fetchParts(api: AnesyaApi, { event, parts }: Delivery): Promise<Fetched[]> {
	const limit = createLimiter(FETCHES_AT_ONCE);
	const extracts = new Map<string | undefined, Extract | undefined>();
	const ids = new Set(parts.flatMap(({ id }) => id ?? []));
	const read = async (id: string) =>
		extracts.set(id, await readReported(api, id, isAboutExtract(event)));
	await Promise.all([...ids].map(async (id) => await limit(async () => await read(id))));
	return parts.map((part) => ({ part, extract: extracts.get(part.id) }));
}
