import type { Extract } from '../api/extract';
import type { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { currentInstant } from '../transport/clock';
import { unexpectedResponse } from '../transport/statusError';
import { ownershipOf } from './ownership';
import type { Upload, UploadPorts } from './upload';

/** What came of sending an upload once. */
export interface Attempt {
	startedAt: Instant;
	extracts?: Extract[];
	/** Whether the extracts may be those of another upload. */
	isDoubtful?: boolean;
	thrown?: unknown;
}

/** Sends an upload once. @throws the reason of the signal, if nothing is sent any more */
export async function attempt(upload: Upload, ports: UploadPorts): Promise<Attempt> {
	ports.signal?.throwIfAborted();
	const startedAt = currentInstant();
	try {
		const extracts = await upload.send();
		const ownership = await ownershipOf(extracts, upload, ports);
		return ownership === 'foreign'
			? { startedAt, thrown: foreignResponse(extracts) }
			: { startedAt, extracts, isDoubtful: ownership === 'doubtful' };
	} catch (thrown) {
		return { startedAt, thrown };
	}
}

function foreignResponse(extracts: Extract[]): AnesyaApiError {
	return unexpectedResponse({ status: 201 }, 'the extract of this document').with({
		candidates: extracts.map(({ id }) => id),
	});
}
