import type { Extract } from '../../api/extract';
import { hasEnded, isExtract } from '../../api/extract';
import { extractInRow } from '../../api/listExtracts';
import type { OutputSettings } from '../../results/resultItems';
import { isSufficient } from '../../results/sufficient';
import type { ApiClient } from '../../transport/client';
import type { ListedExtract } from './listedExtract';
import { oldestFirst } from './listedExtract';
import type { PolledList } from './polledList';
import type { ReadResult } from './readExtracts';
import { MAX_READS, readExtracts } from './readExtracts';
import type { ListScan, ScanTarget } from './scanList';
import { scanList } from './scanList';
import type { KnownExtract, PollingState } from './state';
import { addNew, initialState, isFullScanDue, removeEnded } from './state';

/**
 * Milliseconds before the newest extract. The first poll takes everything that was created earlier to
 * have ended.
 */
export const LOOKBACK = 24 * 3_600_000;

/** Scans of the first poll, if the list changes during each of them. */
const MAX_FIRST_SCANS = 3;

/**
 * The first poll: deliveries start from now. What it misses is not looked for later, so it scans the
 * list again if the list changed meanwhile, and counts what any of the scans saw.
 *
 * @throws AnesyaApiError
 */
export async function startFromNow({ api, key, readPage }: PolledList): Promise<PollingState> {
	const target: ScanTarget = {
		until: (newest) => Math.min(newest, serverTime(api)) - LOOKBACK,
		isFullScanDue: () => true,
	};
	let scan = await scanList(readPage, target);
	for (let scans = 1; scans < MAX_FIRST_SCANS && !scan.coversTarget; scans += 1)
		scan = withEarlier(await scanList(readPage, target), scan);

	const latest = new Map<string, ReadResult>(
		await readExtracts(api, idsWithoutStatus(scan.extracts)),
	);
	for (const { id, row } of scan.extracts) if (isExtract(row)) latest.set(id, row);
	return initialState(key, scan, latest, serverTime(api));
}

/**
 * Every later poll: finds the extracts that have ended since the last one.
 *
 * The order of the list is unknown, and so is what its rows carry. There is no filter by date or status
 * (documented), and an extract may take long. So:
 *
 * - The list is scanned from the end with the newest extracts back to the settled time. This usually
 *   takes two requests, however many old extracts there are. A list that turns out not to be sorted by
 *   creation is read in full, but only when its length has changed, or after some polls.
 * - An extract that was created after the settled time and is not known yet becomes pending. The
 *   settled time is ten minutes before the newest extract, because an extract may appear in the list
 *   late; the IDs of these ten minutes are known. It does not advance in a poll that may have missed a
 *   row because the list changed while it was read.
 * - A pending extract is taken from its row if the row has everything. Otherwise it is read by itself;
 *   a poll reads a limited number of them. Once it has ended, it is no longer pending.
 *
 * A state that is some polls old does no harm: what was not delivered since then is found again. n8n 1.x
 * saves the state only when the trigger starts the workflow.
 *
 * @param output what the extracts are wanted for: a row may not have enough for it
 * @returns the new state, and what has ended, in order of creation
 * @throws AnesyaApiError
 */
export async function findEnded(
	{ api, readPage }: PolledList,
	before: PollingState,
	output: OutputSettings,
): Promise<{ state: PollingState; ended: Extract[] }> {
	const scan = await scanList(readPage, {
		until: () => before.settledUntil,
		isFullScanDue: (count) => isFullScanDue(before, count),
	});
	const now = serverTime(api);
	const state = addNew(before, scan, now);

	const fromRows = extractsInRows(state.pending, scan.extracts, output);
	const readIds = idsToRead(state.pending, fromRows);
	const latest = new Map<string, ReadResult>([...fromRows, ...(await readExtracts(api, readIds))]);
	const ended = [...state.pending]
		.sort(([, a], [, b]) => a - b)
		.flatMap(([id]) => latest.get(id) ?? [])
		.filter((result) => result !== 'gone')
		.filter(hasEnded);
	return { state: removeEnded(state, latest, readIds, now), ended };
}

/** A scan, and what an earlier one saw that this one missed. */
function withEarlier(scan: ListScan, { extracts }: ListScan): ListScan {
	const seen = new Map([...extracts, ...scan.extracts].map((extract) => [extract.id, extract]));
	return { ...scan, extracts: [...seen.values()] };
}

/** What the list itself says about pending extracts. How much a row carries is unknown. */
export function extractsInRows(
	pending: KnownExtract[],
	listed: ListedExtract[],
	output: OutputSettings,
): Map<string, Extract> {
	const rows = new Map(listed.map(({ id, row }) => [id, row]));
	const extracts = new Map<string, Extract>();
	for (const [id] of pending) {
		const row = rows.get(id);
		if (row === undefined || !isExtract(row)) continue;
		const extract = extractInRow(row);
		if (!hasEnded(extract) || isSufficient(extract, output)) extracts.set(id, extract);
	}
	return extracts;
}

/** The pending extracts about which the list does not say enough, as many as one poll reads. */
export function idsToRead(pending: KnownExtract[], fromRows: Map<string, ReadResult>): string[] {
	return pending.flatMap(([id]) => (fromRows.has(id) ? [] : [id])).slice(0, MAX_READS);
}

/** Listed extracts whose row carries no status: the newest ones, as many as one poll reads. */
function idsWithoutStatus(listed: ListedExtract[]): string[] {
	const unknown = listed.filter(({ row }) => !isExtract(row)).sort(oldestFirst);
	return unknown.slice(-MAX_READS).map(({ id }) => id);
}

/** Milliseconds since 1970; by the local clock until Anesya has told its time. */
function serverTime(api: ApiClient): number {
	return api.serverTime() ?? Date.now();
}
