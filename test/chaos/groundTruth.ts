import type { Emulator, RecordedRequest } from '../emulator';
import type { NumberedDocument } from './documents';
import { hashOf } from './documents';

/** What really happened. */
export interface GroundTruth {
	/** The ids of the extracts that Anesya created for a document. */
	extractsOf(document: NumberedDocument): string[];
	/** Whether an extract ended in ERROR. */
	hasFailed(id: string): boolean;
	/** When an extract was created, in milliseconds since 1970. */
	createdAt(id: string): number;
	/** When an extract has ended, in milliseconds since 1970. */
	finishedAt(id: string): number;
	/** All requests that Anesya got. */
	requests: readonly RecordedRequest[];
	/** The kinds of faults that the requests of a document met. */
	faultsMet(document: NumberedDocument): string[];
}

export function groundTruthOf(
	{ extracts, requests }: Emulator,
	faultsMet: GroundTruth['faultsMet'],
): GroundTruth {
	const all = [...extracts.values()];
	return {
		extractsOf: (document) =>
			all.filter(({ sha256 }) => sha256 === hashOf(document)).map(({ id }) => id),
		hasFailed: (id) => extracts.get(id)?.failsAt !== undefined,
		createdAt: (id) => extracts.get(id)?.createdAt ?? Infinity,
		finishedAt: (id) => {
			const { createdAt = Infinity, processingMs = 0 } = extracts.get(id) ?? {};
			return createdAt + processingMs;
		},
		requests,
		faultsMet,
	};
}
