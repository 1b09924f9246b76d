import { createDurationMemory } from '../../../nodes/Anesya/waiting/durationMemory';
import { createWaitLoop } from '../../../nodes/Anesya/waiting/waitLoop';
import { OUTPUT } from '../results/outputSettings';
import type { VirtualPorts } from './virtualPorts';
import { extractAt, virtualPorts } from './virtualPorts';

const LIMITS = { timeout: 900_000, firstCheckAfter: 5_000 };
const KIND = 'workflow w';

/** @param now when they were seen; the wait begins at 0 */
const memorySince = (now: number, seen: number[]) => {
	const durations = createDurationMemory();
	for (const duration of seen) durations.note(KIND, duration, now);
	return durations;
};
const memoryOf = (...seen: number[]) => memorySince(0, seen);
const seenOften = (duration: number) => Array<number>(20).fill(duration);

/** Waits for documents that take so long, uploaded at once. */
async function waitFor(
	takes: number | ((id: string) => number),
	{ documents = 1, durations = memoryOf(), limits = {}, extractionTimes = [] as number[] } = {},
): Promise<VirtualPorts> {
	const takesOf = typeof takes === 'number' ? () => takes : takes;
	const ports = virtualPorts({
		read: (id, at) => ({ extract: extractAt(id, takesOf(id), at) }),
		list: (ids, at) => ({
			extracts: new Map([...ids].map((id) => [id, extractAt(id, takesOf(id), at)])),
			pages: 1,
			extractionTimes,
		}),
	});
	const wait = createWaitLoop({ ...ports, durations });
	const ids = Array.from({ length: documents }, (_, index) => `extract-${index}`);
	await Promise.all(
		ids.map(
			async (id) =>
				await wait(
					{ id, workflow: 'w', kind: KIND, isOneOfMany: documents > 1, output: OUTPUT },
					{ ...LIMITS, ...limits },
				),
		),
	);
	return ports;
}

describe('What a run has learned about a kind of documents', () => {
	it('spares it most status checks of the next one, and finds the end sooner', async () => {
		const [unknown, known] = await Promise.all([
			waitFor(25_000),
			waitFor(25_000, { durations: memoryOf(...seenOften(25_000)) }),
		]);
		const lagOf = ({ reads }: VirtualPorts) => (reads.at(-1)?.at ?? 0) - 25_000;
		expect(known.reads.length).toBeLessThan(unknown.reads.length * 0.7);
		expect(lagOf(known)).toBeLessThan(1_200);
	});

	it('comes from the documents that it waited for itself', async () => {
		const durations = memoryOf();
		for (let run = 0; run < 5; run += 1) await waitFor(60_000, { durations });
		expect(durations.of(KIND)).toHaveLength(5);
		for (const duration of durations.of(KIND))
			expect(Math.abs(duration - 60_000)).toBeLessThan(3_000);
		expect((await waitFor(60_000, { durations })).reads.length).toBeLessThan(20);
	});

	it('serves a list that tells about many', async () => {
		const unknown = await waitFor(25_000, { documents: 20 });
		const known = await waitFor(25_000, {
			documents: 20,
			durations: memoryOf(...seenOften(25_000)),
		});
		expect(known.lists.length).toBeLessThan(unknown.lists.length);
	});

	it('does not have a straggler of a run asked for ever so often', async () => {
		const { reads, lists } = await waitFor((id) => (id === 'extract-7' ? 200_000 : 8_000), {
			documents: 20,
		});
		const times = [...lists, ...reads.map(({ at }) => at)].filter((at) => at > 100_000);
		expect(times.length).toBeLessThan(30);
		expect(Math.max(...times)).toBeLessThan(200_000 * 1.04);
	});

	it.each([3_000, 8_000, 25_000])(
		'delays a run of several others, which take %i ms, by a fraction of their time',
		async (takes) => {
			const durations = memoryOf(...seenOften(120_000));
			const { lists } = await waitFor(takes, { documents: 20, durations });
			expect(lists.at(-1)).toBeLessThan(Math.max(5_300, takes * 1.5));
			expect(lists.length).toBeLessThan(15);
		},
	);

	it('delays no document long once it may have changed', async () => {
		const durations = memorySince(-660_000, seenOften(120_000));
		const { reads } = await waitFor(4_000, { durations });
		expect(reads.map(({ at }) => at)).toEqual([5_000]);
	});

	it('leaves no document unchecked for more than 15 seconds, whatever the others took', async () => {
		for (const takes of [3_000, 17_000, 40_000]) {
			const { reads } = await waitFor(takes, { durations: memoryOf(...seenOften(60_000)) });
			expect((reads.at(-1)?.at ?? 0) - takes).toBeLessThan(16_000);
		}
	});

	it('counts documents that fail: others like them are found soon', async () => {
		const durations = memoryOf(...seenOften(25_000));
		const lags: number[] = [];
		for (let run = 0; run < 5; run += 1) {
			const ports = virtualPorts({
				read: (id, at) => ({ extract: { id, status: at < 2_000 ? 'IN_PROGRESS' : 'ERROR' } }),
			});
			const wait = createWaitLoop({ ...ports, durations });
			await wait({ id: 'extract', kind: KIND, output: OUTPUT }, LIMITS);
			lags.push(ports.now() - 2_000);
		}
		expect(Math.max(...lags)).toBeLessThan(15_000);
		expect(lags.at(-1)).toBeLessThan(5_000);
	});

	it('holds for a wait that begins later than the upload', async () => {
		const durations = memoryOf(...seenOften(25_000));
		const ports = virtualPorts({
			read: (id, at) => ({ extract: extractAt(id, 22_000, at) }),
		});
		const target = { id: 'extract', kind: KIND, output: OUTPUT, sinceUpload: 3_000 };
		const wait = createWaitLoop({ ...ports, durations });
		await wait(target, { ...LIMITS, firstCheckAfter: 0 });
		expect(ports.reads[0]?.at).toBeGreaterThan(5_000);
		expect(ports.now()).toBeLessThan(23_000);
		expect(durations.of(KIND).at(-1)).toBeGreaterThan(23_000);
	});

	it('is not told by a wait that begins long after the document may have ended', async () => {
		const durations = memoryOf();
		const ports = virtualPorts({ read: (id, at) => ({ extract: extractAt(id, 0, at) }) });
		const target = { id: 'extract', kind: KIND, output: OUTPUT, sinceUpload: 3_600_000 };
		await createWaitLoop({ ...ports, durations })(target, { ...LIMITS, firstCheckAfter: 0 });
		expect(durations.of(KIND)).toEqual([]);
	});

	it('does not make it wait for a price of seconds where documents take one', async () => {
		const { reads } = await waitFor(1_000, { durations: memoryOf(...seenOften(1_000)) });
		expect(reads).toHaveLength(1);
		expect(reads[0]?.at).toBeLessThan(2_600);
	});

	it('delays a document of another kind by seconds, not by minutes', async () => {
		const { reads } = await waitFor(8_000, { durations: memoryOf(...seenOften(3_600_000)) });
		expect(reads.at(-1)?.at).toBeLessThan(25_000);
	});

	it('does not change an interval that the user fixed', async () => {
		const { reads } = await waitFor(12_000, {
			durations: memoryOf(...seenOften(25_000)),
			limits: { interval: 3_000 },
		});
		expect(reads.map(({ at }) => at)).toEqual([3_000, 6_000, 9_000, 12_000]);
	});
});

describe('What a run asks about a kind of documents that it does not know', () => {
	const extractionTimes = [58_000, 59_000, 60_000, 61_000, 62_000];

	it('is one list, in place of a check, once a document takes long', async () => {
		const asked = await waitFor(60_000, { extractionTimes });
		const told = await waitFor(60_000);
		expect(asked.lists).toHaveLength(1);
		expect(asked.lists[0]).toBeGreaterThanOrEqual(12_000);
		expect(asked.reads.length).toBeLessThan(told.reads.length);
	});

	it('is nothing for short documents', async () => {
		expect((await waitFor(8_000, { extractionTimes })).lists).toEqual([]);
	});

	it('costs some seconds if it is told nonsense', async () => {
		const { reads } = await waitFor(20_000, { extractionTimes: [4e7, 5e7, 6e7] });
		expect(reads.at(-1)?.at).toBeLessThan(32_000);
		expect(reads.length).toBeLessThan(10);
	});
});
