import type { Extract } from '../../api/extract';
import { hasEnded, isExtract } from '../../api/extract';
import { extractInRow, namesOther } from '../../api/listExtracts';
import type { ListedExtract } from './listedExtract';
import type { Selection } from './selection';
import type { ListedStatus, Sighting } from './state';

/** How many whole rows are kept beside those that are delivered: a page has many long texts. */
const KEPT = 500;

/** What one poll learned from the rows of the list. */
export interface SeenRows {
	visit(rows: ListedExtract[]): void;
	/** Each extract once. */
	listed: Map<string, ListedStatus>;
	/** What needs no single read, by ID. */
	sightings: Map<string, Sighting>;
	/** Whether the last page that was visited had a new extract. */
	hadNews(): boolean;
	/** How many new extracts there were. */
	news(): number;
}

/**
 * @param isNews whether an extract is new
 * @param isAwaited whether the trigger waits for it
 * @param workflow whose list it is: a server that ignores this filter shows others as well
 */
export function createSeenRows(
	selection: Selection,
	isNews: (extract: ListedStatus) => boolean,
	isAwaited: (id: string) => boolean,
	workflow: string | undefined,
): SeenRows {
	const listed = new Map<string, ListedStatus>();
	const sightings = new Map<string, Sighting>();
	const whole = new Map<string, number>();
	let news = 0;
	let hadNews = false;

	function visitRow({ id, createdAt, row }: ListedExtract): void {
		if (namesOther(row, workflow)) return;
		const extract = isExtract(row) ? extractInRow(row) : undefined;
		const isFresh = isNews({ id, createdAt });
		if (isFresh && !listed.has(id)) news += 1;
		hadNews ||= isFresh;
		listed.set(id, { id, createdAt, status: extract?.status });
		if (extract === undefined || !(isFresh || isAwaited(id))) return;
		const sighting = sightingIn(extract, selection);
		if (sighting === undefined) return void sightings.delete(id);
		sightings.set(id, sighting);
		if (hasEnded(sighting) && selection.isWanted(sighting)) whole.set(id, createdAt);
	}

	/** When there are too many, the newest are forgotten and read again later. */
	function forgetSome(): void {
		if (whole.size <= (selection.portion + KEPT) * 2) return;
		const oldest = [...whole].sort(([, a], [, b]) => a - b);
		for (const [id] of oldest.slice(selection.portion + KEPT)) {
			whole.delete(id);
			sightings.delete(id);
		}
	}

	return {
		visit(rows) {
			hadNews = false;
			rows.forEach(visitRow);
			forgetSome();
		},
		listed,
		sightings,
		hadNews: () => hadNews,
		news: () => news,
	};
}

/** @returns undefined if the extract has ended and its row lacks something that the output needs */
function sightingIn(
	extract: Extract,
	{ isWanted, isEnough, keep }: Selection,
): Extract | undefined {
	const { id, status } = extract;
	if (!hasEnded(extract) || !isWanted(extract)) return { id, status };
	return isEnough(extract) ? keep(extract) : undefined;
}
