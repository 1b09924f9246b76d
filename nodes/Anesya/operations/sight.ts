import type { Extract } from '../api/extract';
import { AnesyaApiError } from '../transport/apiError';
import type { Upload } from '../uploading/upload';

/** What a run knows at any moment about its uploads, so that a stop can name what is paid. */
export interface Sight {
	/**
	 * Keeps an upload in sight.
	 *
	 * @param carryOut uploads what it is given
	 * @throws what `carryOut` throws; AnesyaApiError when the signal ended an upload that was under way
	 */
	follow(upload: Upload, carryOut: (upload: Upload) => Promise<Extract[]>): Promise<Extract[]>;
	/** IDs of the extracts that the uploads have become. */
	ids(): string[];
	/** The documents that may be at Anesya, as `describeUnclear` gives them: their uploads are under way, or have no clear outcome. */
	unclear(): string[];
}

/** @param signal aborted when the user stops the execution */
export function createSight(signal: AbortSignal | undefined): Sight {
	const ids: string[] = [];
	/** The uploads that may have been accepted, each with its candidates. */
	const unclear = new Map<string[], string[]>();
	return {
		ids: () => ids,
		unclear: () =>
			[...unclear].map(([names, candidates]) => describeUnclear(names.join(', '), candidates)),
		async follow(upload, carryOut) {
			const names = upload.files.map(({ name }) => name);
			const send = async () => {
				unclear.set(names, []);
				return await upload.send().catch((error: unknown) => {
					if (isNotAccepted(error)) unclear.delete(names);
					throw error;
				});
			};
			try {
				const extracts = await carryOut({ ...upload, send });
				unclear.delete(names);
				ids.push(...extracts.map(({ id }) => id));
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
	return candidates.length === 0 ? name : `${name} (${candidates.join(' or ')})`;
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
