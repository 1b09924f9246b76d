import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import { BrokenStreamError, receiveStream } from '../../../nodes/Anesya/transport/receiveStream';

jest.mock('../../../nodes/Anesya/transport/sizeLimits', () => ({
	SLOWEST_DOWNLOAD: 12.5,
}));

async function* streamOf(...chunks: Array<string | Error | 'silence'>): AsyncGenerator<Buffer> {
	for (const chunk of chunks) {
		if (chunk instanceof Error) throw chunk;
		if (chunk === 'silence') await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
		yield Buffer.from(chunk);
	}
}

const endless = () =>
	new AnesyaApiError(
		{ message: 'The file never ends', description: '' },
		{ retryable: false, accepted: 'no' },
	);
const limits = { silence: 200, size: 1_000_000, endless };

const receive = (
	chunks: Array<string | Error>,
	read: (bytes: Readable) => Promise<string> = text,
) =>
	receiveStream(Readable.from(streamOf(...chunks), { objectMode: false }), limits, undefined, read);

describe('A file that arrives', () => {
	it('is read to its end, and its bytes are counted', async () => {
		expect(await receive(['été', '!'])).toEqual({ result: 'été!', size: 6 });
		expect(await receive([])).toEqual({ result: '', size: 0 });
	});

	it('is incomplete if its stream fails', async () => {
		await expect(receive(['a', new Error('reset')])).rejects.toMatchObject({
			cause: { message: 'reset' },
		});
		await expect(receive(['a', new Error('reset')])).rejects.toBeInstanceOf(BrokenStreamError);
	});

	it('is given up if nothing more arrives for too long', async () => {
		const started = performance.now();
		await expect(receive(['a', 'silence', 'b'])).rejects.toBeInstanceOf(BrokenStreamError);
		expect(performance.now() - started).toBeLessThan(3_000);
	});

	it('is given up if it never ends', async () => {
		async function* endless() {
			for (;;) {
				yield Buffer.alloc(100_000);
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
		}
		const stream = Readable.from(endless(), { objectMode: false });
		await expect(
			receiveStream(stream, { ...limits, silence: 5_000 }, undefined, text),
		).rejects.toMatchObject({
			cause: { message: 'The file never ends', retryable: false },
		});
		expect(stream.destroyed).toBe(true);
	});

	it('is not reported as incomplete if it cannot be stored', async () => {
		const full = receive(['a', 'b'], async () => {
			throw new Error('No space left');
		});
		await expect(full).rejects.toThrow('No space left');
	});
});
