import type { Extract } from '../../api/extract';
import { isExtract } from '../../api/extract';
import { isComplete, extractInRow } from '../../waiting/listStatuses';
import { readSingly } from './readSingly';
import { byCreation } from './sighting';
import { walk } from './walk';
import type { Watched } from './watched';

/** Extracts that are looked at for an example. */
const MOST_LOOKS = 20;

/**
 * Finds an extract that a test in the editor can show: one of the newest in a status that starts the
 * workflow. Nothing is remembered of it.
 */
export async function findSample(
	{ api, read }: Watched,
	statuses: string[],
): Promise<Extract | undefined> {
	const { sightings } = await walk(read, { until: () => Infinity, isWorthAll: () => false });
	const newest = sightings.sort(byCreation).reverse();
	const candidates = newest
		.filter(({ row }) => !isExtract(row) || statuses.includes(row.status))
		.slice(0, MOST_LOOKS);
	for (const { id, row } of candidates) {
		const extract =
			isExtract(row) && isComplete(row) ? extractInRow(row) : (await readSingly(api, [id])).get(id);
		if (extract !== undefined && extract !== 'gone' && statuses.includes(extract.status))
			return extract;
	}
	return undefined;
}
