import { AnesyaApiError } from '../transport/apiError';
import type { UploadFile } from '../transport/multipartForm';
import { createLockScanner } from './pdf/lockScanner';

/**
 * A PDF file whose upload ends before its last bytes if it turns out to ask for a password. What has not
 * arrived completely is not accepted, and costs nothing; and the file need not be read before.
 */
export function refuseLocked(file: UploadFile): UploadFile {
	return { ...file, stream: () => unlessLocked(file) };
}

async function* unlessLocked({ name, stream }: UploadFile): AsyncGenerator<Uint8Array> {
	const scanner = createLockScanner();
	let last: Uint8Array | undefined;
	for await (const chunk of stream()) {
		scanner.add(chunk);
		if (last !== undefined) yield last;
		last = chunk;
	}
	if (await scanner.isLocked()) throw lockedError(name);
	if (last !== undefined) yield last;
}

function lockedError(name: string): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: `"${name}" asks for a password`,
			description:
				"It was not sent, because Anesya could not open it. Remove the password first. To send it anyway, switch on 'Upload Other File Types'.",
		},
		{ retryable: false, accepted: 'no' },
	);
}
