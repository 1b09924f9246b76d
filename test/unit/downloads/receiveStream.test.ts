import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { BrokenStream, whileArriving } from '../../../nodes/Anesya/downloads/receiveStream';

async function* pieces(...chunks: Array<string | Error | 'silence'>): AsyncGenerator<Buffer> {
	for (const chunk of chunks) {
		if (chunk instanceof Error) throw chunk;
		if (chunk === 'silence') await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
		yield Buffer.from(chunk);
	}
}

const arriving = (
	chunks: Array<string | Error>,
	read: (bytes: Readable) => Promise<string> = text,
) => whileArriving(Readable.from(pieces(...chunks), { objectMode: false }), 200, undefined, read);

describe('A file that arrives', () => {
	it('is read to its end, and its bytes are counted', async () => {
		expect(await arriving(['été', '!'])).toEqual({ result: 'été!', size: 6 });
		expect(await arriving([])).toEqual({ result: '', size: 0 });
	});

	it('is broken when its stream fails', async () => {
		await expect(arriving(['a', new Error('reset')])).rejects.toMatchObject({
			cause: { message: 'reset' },
		});
		await expect(arriving(['a', new Error('reset')])).rejects.toBeInstanceOf(BrokenStream);
	});

	it('is given up once nothing more arrives for long', async () => {
		const started = performance.now();
		await expect(arriving(['a', 'silence', 'b'])).rejects.toBeInstanceOf(BrokenStream);
		expect(performance.now() - started).toBeLessThan(3_000);
	});

	it('is not broken when it cannot be kept', async () => {
		const full = arriving(['a', 'b'], async () => {
			throw new Error('No space left');
		});
		await expect(full).rejects.toThrow('No space left');
	});
});
