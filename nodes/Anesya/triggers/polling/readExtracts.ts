import type { Extract } from '../../api/extract';
import { createLimiter } from '../../concurrency/limiter';
import { AnesyaApiError, isThrottled } from '../../transport/apiError';
import type { PolledList } from './polledList';
import type { Sighting } from './state';

const READS_AT_ONCE = 10;

/** Reads that fail in a row, after which the rest is left to the next poll. */
const TOLERATED_FAILURES = 20;

/** What reading one by one gave. */
export interface Readings {
	sightings: Map<string, Sighting>;
	/** What was asked for, whatever came of it. */
	readIds: Set<string>;
	/** The last error, if no read at all succeeded. */
	failure: AnesyaApiError | undefined;
}

/**
 * Reads extracts one by one, several at once, until there is a reason to stop.
 *
 * @param keep what is to be kept of an extract
 * @param mayGoOn asked before each read
 * @returns nothing of those that could not be read at the moment
 * @throws AnesyaApiError that each read would meet, such as for a rejected token
 */
export async function readExtracts(
	list: Pick<PolledList, 'readExtract'>,
	ids: string[],
	keep: (extract: Extract) => Extract,
	mayGoOn: () => boolean,
): Promise<Readings> {
	const limit = createLimiter(READS_AT_ONCE);
	const sightings = new Map<string, Sighting>();
	const readIds = new Set<string>();
	let failure: AnesyaApiError | undefined;
	let failuresInARow = 0;

	const read = async (id: string) => {
		const { extract } = await list.readExtract(id);
		sightings.set(id, extract === undefined ? 'not ready' : keep(extract));
	};
	const takeFailure = (id: string, thrown: unknown) => {
		if (!(thrown instanceof AnesyaApiError) || isFinal(thrown)) throw thrown;
		if (thrown.status === 404) return void sightings.set(id, 'gone');
		failure = thrown;
		failuresInARow += isThrottled(thrown) && (thrown.retryAfter ?? 0) > 0 ? TOLERATED_FAILURES : 1;
	};
	const readInTurn = async (id: string) => {
		if (failuresInARow >= TOLERATED_FAILURES || !mayGoOn()) return;
		readIds.add(id);
		await read(id).then(
			() => void (failuresInARow = 0),
			(thrown: unknown) => takeFailure(id, thrown),
		);
	};
	await Promise.all(ids.map(async (id) => await limit(async () => await readInTurn(id))));
	return { sightings, readIds, failure: sightings.size === 0 ? failure : undefined };
}

/** One extract that is refused must not hold up the others; a refused token concerns all. */
function isFinal({ status, retryable }: AnesyaApiError): boolean {
	return status === 401 || (status === undefined && !retryable);
}
