import type { Extract } from '../api/extract';
import { oneLine } from '../guards/boundedText';
import { AnesyaApiError } from '../transport/apiError';
import type { LedgerEntry } from '../uploading/ledgerEntry';
import type { Upload } from '../uploading/upload';

/** What a run knows at any moment about its uploads, so that a stop can name what is paid. */
export interface UploadTracker {
	/**
	 * Follows an upload to its end.
	 *
	 * @param carryOut uploads what it is given
	 * @throws what `carryOut` throws; AnesyaApiError when the signal ended an upload that was under way
	 */
	track(upload: Upload, carryOut: (upload: Upload) => Promise<Extract[]>): Promise<Extract[]>;
	/** Takes extracts that an earlier try has left. */
	add(extracts: Extract[]): void;
	/** IDs of the extracts that the uploads have become, in this try or an earlier one of n8n. */
	ids(): string[];
	/** The documents that may be at Anesya, as `describeUnclear` gives them: their uploads are under way, or have no clear outcome. */
	unclear(): string[];
	/** Those of them that this try has not taken up. */
	unclearBefore(): string[];
	/** Takes IDs of extracts of an earlier try that ended in ERROR. */
	addEnded(ids: Iterable<string>): void;
	/** All of those. */
	endedBefore(): string[];
}

/**
 * @param signal aborted when the user stops the execution
 * @param earlier what earlier tries of n8n have left
 */
export function createUploadTracker(
	signal: AbortSignal | undefined,
	earlier: LedgerEntry[] = [],
): UploadTracker {
	const ids = new Set(earlier.flatMap(usableIds));
	/** The uploads that may have been accepted, each with its candidates. */
	const unclear = new Map<string[], string[]>();
	const before = earlier.flatMap(({ names, lost }) =>
		lost === undefined ? [] : [{ names, candidates: lost.candidates ?? [] }],
	);
	for (const { names, candidates } of before) unclear.set(names, candidates);

	const ended = new Set(earlier.flatMap(({ ended: again = [], failed }) => [...again, ...failed]));

	/** Takes up what an earlier try has left of the same files. */
	function takeUp(names: string[]): boolean {
		const index = before.findIndex((one) => one.names.join() === names.join());
		const [found] = index < 0 ? [] : before.splice(index, 1);
		if (found === undefined) return false;
		unclear.delete(found.names);
		unclear.set(names, found.candidates);
		return true;
	}

	return {
		ids: () => [...ids],
		unclear: () => [...unclear].map(describe),
		unclearBefore: () => before.map(({ names, candidates }) => describe([names, candidates])),
		endedBefore: () => [...ended],
		addEnded(failed) {
			for (const id of failed) ended.add(id);
		},
		add: (extracts) => extracts.forEach(({ id }) => ids.add(id)),
		async track(upload, carryOut) {
			const names = upload.files.map(({ name }) => name);
			let wasLost = takeUp(names);
			const send = async () => {
				if (!wasLost) unclear.set(names, []);
				return await upload.send().catch((error: unknown) => {
					wasLost ||= !isNotAccepted(error);
					if (!wasLost) unclear.delete(names);
					throw error;
				});
			};
			try {
				const extracts = await carryOut({ ...upload, send });
				unclear.delete(names);
				extracts.forEach(({ id }) => ids.add(id));
				return extracts;
			} catch (error) {
				if (isNotAccepted(error)) unclear.delete(names);
				else if (error instanceof AnesyaApiError) unclear.set(names, error.candidates ?? []);
				const wasUnderWay = unclear.has(names) && !(error instanceof AnesyaApiError);
				throw wasUnderWay && signal?.aborted ? stoppedUploadError(names) : error;
			}
		},
	};
}

/**
 * @param name of the document
 * @param candidates ids of the extracts that it may be
 */
export function describeUnclear(name: string, candidates: string[]): string {
	const shown = oneLine(name);
	return candidates.length === 0 ? shown : `${shown} (${candidates.join(' or ')})`;
}

function describe([names, candidates]: [string[], string[]]): string {
	return describeUnclear(names.join(', '), candidates);
}

/** Without those that ended in ERROR: there is nothing to collect. */
function usableIds({ extracts, failed }: LedgerEntry): string[] {
	return extracts.map(({ id }) => id).filter((id) => !failed.has(id));
}

function isNotAccepted(error: unknown): boolean {
	return error instanceof AnesyaApiError && error.accepted === 'no';
}

function stoppedUploadError(names: string[]): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: `The upload of ${names.map((name) => `"${name}"`).join(', ')} was stopped`,
			description:
				'Anesya may have accepted it. Look for it in the Anesya app before you upload it again.',
		},
		{ retryable: false, accepted: 'maybe' },
	);
}
