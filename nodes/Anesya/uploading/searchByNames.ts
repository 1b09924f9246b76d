import { elapsedSince } from '../transport/clock';
import { comparableName } from './documentName';
import { areInFlight, areSeveralLost, isClaimed, isUnresolved } from './memory';
import type { FoundRows } from './readRows';
import { reconcile } from './reconcile';
import { matchByContent } from './sameContent';
import { findByNames } from './searchList';
import { earliestByServer, sentAtByServer } from './serverClock';
import type { Judged, LostResponse } from './sighting';
import { union } from './sighting';
import type { Upload, UploadPorts } from './upload';

/**
 * Searches for an upload that has no ID in its metadata. Names need not be searched for, nor changed forms
 * of them, if all that is new was read.
 *
 * @param fresh what is new in the list, if that was read
 * @throws AnesyaApiError when the list cannot be read, or the reason of the signal
 */
export async function searchByNames(
	upload: Upload,
	lost: LostResponse,
	{ fresh, isLast }: { fresh?: FoundRows; isLast: boolean },
	ports: UploadPorts,
): Promise<Judged> {
	if (fresh?.areAll === true) return await judgeNames(upload, lost, fresh, ports);
	const earliest = () => earliestByServer(lost.sentAt, ports.api);
	const { rows, areAll } = await findByNames(upload, isLast, earliest, ports);
	return await judgeNames(upload, lost, { rows: union(rows, fresh?.rows ?? []), areAll }, ports);
}

/** What rows show of an upload, by their names, their age and their content. */
async function judgeNames(
	{ files, workflow }: Upload,
	{ keys, sentAt, lostAt, followsUnresolved }: LostResponse,
	{ rows, areAll }: FoundRows,
	ports: UploadPorts,
): Promise<Judged> {
	const names = files.map(({ name }) => name);
	const sent = {
		names,
		workflow,
		sentAt: sentAtByServer(sentAt, ports.api),
		lostAt: lostAt && sentAtByServer(lostAt, ports.api),
		earliest: earliestByServer(sentAt, ports.api),
	};
	const reconciled = reconcile(sent, rows, (id) => isClaimed(ports.api, id));
	if (reconciled.kind === 'absent') return { candidates: [], areAll };
	const { kind, rows: candidates } = reconciled;
	const { matched, possible, isDoubtful } = await matchByContent(files, candidates, ports);
	// Asked only now: an upload of its name may have come, or been given up, while documents were read.
	const isCertain =
		kind === 'found' &&
		!followsUnresolved &&
		elapsedSince(sentAt).clocksAgree &&
		!areInFlight(keys) &&
		!areSeveralLost(keys) &&
		!isUnresolved(keys, performance.now()) &&
		candidates.every(({ document_name }) =>
			names.some((name) => comparableName(name) === comparableName(document_name)),
		);
	// Somebody else may have uploaded another file of this name at this moment.
	const areOwn = isCertain && possible.length === candidates.length && !isDoubtful;
	return { own: matched ?? (areOwn ? candidates : undefined), candidates: possible, areAll };
}
