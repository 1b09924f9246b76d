import { getEventListeners } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { invoice, receipt } from '../documents';
import type { Fault } from '../emulator';
import type { Fixture } from './fixture';
import { openFixture, resultOf } from './fixture';
import { byId, itemWith, itemWithBytes } from './items';

/** Milliseconds after which nothing of an execution may be left; a timer of n8n's `sleep` lasts 250. */
const SOON = 300;

describe('An execution that is stopped leaves nothing behind', () => {
	let fixture: Fixture;
	const signals = new Set<AbortSignal>();
	/** n8n sets up a thing or two at the first execution of a process. */
	beforeAll(async () => {
		fixture = await openFixture();
		await fixture.run(
			{ operation: 'upload', workflow: byId(fixture.anesya.workflowId) },
			await items(),
		);
		await fixture.close();
		await sleep(SOON);
	});
	beforeEach(async () => {
		fixture = await openFixture();
		signals.clear();
		const { addEventListener } = AbortSignal.prototype;
		jest.spyOn(AbortSignal.prototype, 'addEventListener').mockImplementation(function (
			this: AbortSignal,
			...args: Parameters<typeof addEventListener>
		) {
			// Other tests of the process may have left something that goes on.
			if (new Error().stack?.includes('/nodes/Anesya/')) signals.add(this);
			addEventListener.apply(this, args);
		});
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await fixture.close();
	});

	const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
	const listeners = () =>
		[...signals].flatMap((signal) => getEventListeners(signal, 'abort')).length;
	const openRequests = () =>
		fixture.anesya.requests.filter(({ status, aborted }) => status === undefined && !aborted)
			.length;
	const parameters = () => ({
		operation: 'uploadAndWait',
		workflow: byId(fixture.anesya.workflowId),
	});
	const items = async () => [await itemWith(invoice), await itemWith(receipt)];

	const hang: Fault = { kind: 'hang' };
	const busy: Fault = { kind: 'response', status: 429, headers: { 'Retry-After': '60' } };

	it.each<[string, number, () => void]>([
		[
			'while it uploads',
			500,
			() => fixture.anesya.fault({ method: 'POST', fault: hang, times: 9 }),
		],
		[
			'while it waits between two status checks',
			500,
			() => void (fixture.anesya.settings.processingMs = 60_000),
		],
		[
			'while a status check is under way',
			2_600,
			() => fixture.anesya.fault({ method: 'GET', fault: hang, times: 9 }),
		],
		[
			'while it searches for a lost upload',
			500,
			() =>
				fixture.anesya.fault({
					method: 'POST',
					fault: { kind: 'lost-before-acceptance' },
					times: 9,
				}),
		],
		['while Anesya asks for patience', 500, () => fixture.anesya.fault({ fault: busy, times: 9 })],
	])('%s', async (_phase, after, arrange) => {
		arrange();
		const given = await items();
		const before = timers();
		const execution = fixture.start(parameters(), given);
		await sleep(after);
		execution.cancel();
		const { run } = resultOf(await execution.finished);
		expect(run.status).toBe('canceled');

		const asked = fixture.anesya.requests.length;
		await sleep(SOON);
		expect({ timers: timers() - before, listeners: listeners(), requests: openRequests() }).toEqual(
			{ timers: 0, listeners: 0, requests: 0 },
		);
		expect(fixture.anesya.requests).toHaveLength(asked);
		expect(signals.size).toBeGreaterThan(0);
	});

	it('nor an open file, when it is stopped during an upload', async () => {
		fixture.anesya.fault({ method: 'POST', fault: hang, times: 9 });
		// More than the buffers of a connection take.
		const given = [
			await itemWithBytes(Buffer.alloc(16_000_000, '%PDF-1.7\n'), 'large.pdf', 'application/pdf'),
		];
		const execution = fixture.start(parameters(), given);
		await sleep(500);
		expect(await filesOfTheStore()).toHaveLength(1);
		execution.cancel();
		await execution.finished;
		await sleep(SOON);
		expect(await filesOfTheStore()).toEqual([]);
	});

	it('nor does one that finishes', async () => {
		const given = await items();
		const before = timers();
		const { json } = await fixture.run(parameters(), given);
		await sleep(SOON);
		expect(json).toMatchObject([invoice.fields, receipt.fields]);
		expect({ timers: timers() - before, listeners: listeners(), requests: openRequests() }).toEqual(
			{ timers: 0, listeners: 0, requests: 0 },
		);
	});

	it("nor does one that n8n's execution timeout ends", async () => {
		fixture.anesya.settings.processingMs = 60_000;
		const given = await items();
		const before = timers();
		const started = performance.now();
		const { run } = await fixture.run(parameters(), given, { workflow: { executionTimeout: 1 } });
		expect(run.status).toBe('canceled');
		expect(performance.now() - started).toBeLessThan(1_500);
		await sleep(SOON);
		expect({ timers: timers() - before, listeners: listeners(), requests: openRequests() }).toEqual(
			{ timers: 0, listeners: 0, requests: 0 },
		);
		expect(fixture.anesya.extracts.size).toBe(2);
	});

	it('and what is at Anesya can be collected later, at no cost', async () => {
		fixture.anesya.settings.processingMs = 1_000;
		await fixture.run(parameters(), await items(), { workflow: { executionTimeout: 0.7 } });
		const ids = [...fixture.anesya.extracts.keys()];
		const { json } = await fixture.run(
			{ operation: 'wait', extractId: '={{ $json.id }}' },
			ids.map((id) => ({ json: { id } })),
		);
		expect(json).toEqual(
			expect.arrayContaining([
				expect.objectContaining(invoice.fields),
				expect.objectContaining(receipt.fields),
			]),
		);
		expect(fixture.anesya.extracts.size).toBe(2);
	});
});

/** What this process has open of n8n's store, as Linux knows it. */
async function filesOfTheStore(): Promise<string[]> {
	const descriptors = await readdir('/proc/self/fd');
	const files = await Promise.all(
		descriptors.map(
			async (descriptor) => await readlink(`/proc/self/fd/${descriptor}`).catch(() => ''),
		),
	);
	return files.filter((file) => file.includes('binary_data'));
}
