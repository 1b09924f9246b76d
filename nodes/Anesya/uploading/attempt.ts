import type { Extract } from '../api/extract';
import { sleep } from '../concurrency/sleep';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { currentInstant } from '../transport/clock';
import { unexpectedResponse } from '../transport/statusError';
import { trackInFlight } from './memory';
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

/** Sends an upload once, when it is its turn. @throws the reason of the signal, if nothing is sent any more */
export async function sendInTurn(
	upload: Upload,
	keys: string[],
	ports: UploadPorts,
): Promise<Attempt> {
	const send = async () => await trackInFlight(keys, attempt(upload, ports));
	return await ports.uploadLimiter(send, upload.sendBy).catch((thrown: unknown) => ({
		startedAt: currentInstant(),
		...tooLateOrThrow(thrown, upload),
	}));
}

/** Waits before an upload is sent again. @returns an error if it is too late for that then */
export async function pause(
	delay: number,
	{ sendBy }: Upload,
	{ signal }: UploadPorts,
): Promise<AnesyaApiError | undefined> {
	const ends = sendBy && signal ? AbortSignal.any([signal, sendBy]) : (sendBy ?? signal);
	return await sleep(delay, ends).then(
		() => undefined,
		(thrown: unknown) => tooLateOrThrow(thrown, { sendBy }).thrown,
	);
}

function tooLateOrThrow(
	thrown: unknown,
	{ sendBy }: Pick<Upload, 'sendBy'>,
): { thrown: AnesyaApiError } {
	if (!(thrown instanceof AnesyaApiError) || thrown !== sendBy?.reason) throw thrown;
	return { thrown };
}

async function attempt(upload: Upload, ports: UploadPorts): Promise<Attempt> {
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
