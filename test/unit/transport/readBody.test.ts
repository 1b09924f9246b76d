import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { TimeUpError } from '../../../nodes/Anesya/concurrency/withDeadline';
import { readBody, TooLargeError } from '../../../nodes/Anesya/transport/readBody';

const limits = (size = 1_000, milliseconds = 5_000) => {
	const endsAt = performance.now() + milliseconds;
	return { size, remaining: () => endsAt - performance.now() };
};

async function* drip(until = Infinity) {
	for (let count = 0; count < until; count += 1) {
		await sleep(20);
		yield Buffer.from('x');
	}
}

describe('The body of a response', () => {
	it('is read to its end, across characters that are split', async () => {
		const bytes = Buffer.from('Grüße');
		const body = await readBody(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]), limits());
		expect(body.problem).toBeUndefined();
		expect(body.text()).toBe('Grüße');
	});

	it('is read without a byte order mark, which is no JSON', async () => {
		const { text } = await readBody(Readable.from([Buffer.from('\uFEFF{}')]), limits());
		expect(text()).toBe('{}');
	});

	it('is read no longer than its time, however it trickles in', async () => {
		const stream = Readable.from(drip());
		const began = performance.now();
		const { problem, text } = await readBody(stream, limits(1_000, 300));
		expect(problem).toBeInstanceOf(TimeUpError);
		expect(performance.now() - began).toBeLessThan(1_000);
		expect(text()).toMatch(/^x+$/);
		expect(stream.destroyed).toBe(true);
	});

	it('gets more time while it arrives', async () => {
		const endsAt = performance.now() + 300;
		const remaining = (received: number) => endsAt + received * 200 - performance.now();
		const { problem, text } = await readBody(Readable.from(drip(30)), { size: 1_000, remaining });
		expect(problem).toBeUndefined();
		expect(text()).toHaveLength(30);
	});

	it('is read no further than its size, however fast it is', async () => {
		async function* endless() {
			for (;;) yield Buffer.alloc(100, 'x');
		}
		const stream = Readable.from(endless());
		const { problem, text } = await readBody(stream, limits(1_000));
		expect(problem).toBeInstanceOf(TooLargeError);
		expect(text()).toHaveLength(1_100);
		expect(stream.destroyed).toBe(true);
	});

	it('is what has arrived if it breaks off', async () => {
		async function* broken() {
			yield Buffer.from('{"detail"');
			await sleep(1);
			throw new Error('It broke');
		}
		const { problem, text } = await readBody(Readable.from(broken()), limits());
		expect(problem).toMatchObject({ message: 'It broke' });
		expect(text()).toBe('{"detail"');
	});
});
