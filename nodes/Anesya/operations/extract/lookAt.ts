import type { Reading } from '../../api/readExtract';
import { readExtract } from '../../api/readExtract';
import { readRetryDelay } from '../../api/retry';
import { retrying } from '../../api/retrying';
import type { Run } from '../startRun';

/** Reads an extract once, again only where that went wrong in passing. @throws AnesyaFailure */
export async function lookAt({ api, stop }: Run, id: string): Promise<Reading> {
	return await retrying(async () => await readExtract(api, id), readRetryDelay, stop);
}
