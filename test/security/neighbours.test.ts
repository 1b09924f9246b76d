import type { EmulatorResponse } from '../emulator';
import { deliver, deliveryOf } from '../emulator';
import type { Fixture } from '../engine/fixture';
import { nodeWith, openFixture } from '../engine/fixture';
import { byId, itemWithBytes } from '../engine/items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('../engine/sooner')>('../engine/sooner').soonerRetries(),
);
jest.mock('../../nodes/Anesya/concurrency/tokenBucket', () =>
	jest.requireActual<typeof import('../engine/sooner')>('../engine/sooner').fasterTokens(),
);

const read = async () => ({ content: '', data: { a: 1 } });

/** Two users of one n8n process. Their files have the same name, and their credentials, too. */
describe('Another user of the same n8n', () => {
	let mine: Fixture;
	let theirs: Fixture;
	beforeEach(async () => {
		[mine, theirs] = [await openFixture({ read }), await openFixture({ read })];
		theirs.anesya.settings.workflows = [mine.anesya.workflowId];
	});
	afterEach(async () => {
		await mine.close();
		await theirs.close();
	});

	const items = async (count = 1) =>
		await Promise.all(
			Array.from(
				{ length: count },
				async () => await itemWithBytes('%PDF', 'scan.pdf', 'application/pdf'),
			),
		);
	const parameters = () => ({ operation: 'upload', workflow: byId(mine.anesya.workflowId) });
	const upload = async ({ run }: Fixture, count = 1) => await run(parameters(), await items(count));
	const lost = { kind: 'lost-after-acceptance' } as const;

	it('cannot hold up an upload: theirs of the same name hangs', async () => {
		theirs.anesya.fault({ method: 'POST', fault: { kind: 'hang' } });
		const hanging = theirs.start(parameters(), await items());
		mine.anesya.fault({ method: 'POST', fault: lost });
		expect((await upload(mine)).json).toHaveLength(1);
		expect(mine.anesya.extracts.size).toBe(1);
		hanging.cancel();
		await hanging.finished;
	});

	it('cannot make a lost upload unclear: theirs of the same name is', async () => {
		theirs.anesya.fault({ method: 'POST', fault: lost });
		theirs.anesya.fault({
			method: 'GET',
			times: Infinity,
			fault: { kind: 'response', status: 400 },
		});
		expect((await upload(theirs)).error?.message).toBeDefined();
		mine.anesya.fault({ method: 'POST', fault: lost });
		expect((await upload(mine)).json).toHaveLength(1);
		expect(mine.anesya.extracts.size).toBe(1);
	});

	it('cannot claim an extract: their server names ours', async () => {
		mine.anesya.fault({ method: 'POST', fault: lost });
		const uploading = upload(mine);
		while (mine.anesya.extracts.size === 0) await new Promise(setImmediate);
		const [id] = mine.anesya.extracts.keys();
		const change = (response: EmulatorResponse): EmulatorResponse => ({
			...response,
			body: [{ id, status: 'CREATED', document_name: 'scan.pdf' }],
		});
		theirs.anesya.fault({ method: 'POST', fault: { kind: 'changed', change } });
		expect((await upload(theirs)).json).toMatchObject([{ id }]);
		expect((await uploading).json).toMatchObject([{ id }]);
		expect(mine.anesya.extracts.size).toBe(1);
	});

	it('cannot slow a run down: their Anesya throttles and then fails', async () => {
		const fault = { kind: 'response', status: 429, headers: { 'Retry-After': '60' } } as const;
		theirs.anesya.fault({ times: Infinity, fault });
		const throttled = theirs.start(parameters(), await items(3));
		const began = performance.now();
		expect((await upload(mine, 3)).json).toHaveLength(3);
		expect(performance.now() - began).toBeLessThan(5_000);
		throttled.cancel();
		await throttled.finished;
	});

	it('cannot keep webhook calls away: theirs are flooded', async () => {
		const trigger = nodeWith({ events: ['extract.completed'] }, {}, 'anesyaTrigger');
		const [here, there] = [await mine.engine.listen(trigger), await theirs.engine.listen(trigger)];
		const unknown = () => ({ event: 'extract.completed', data: { id: crypto.randomUUID() } });
		const floods = Array.from({ length: 100 }, async () => await deliver(there.url, unknown()));
		const began = performance.now();
		const { status } = await deliver(here.url, deliveryOf('extract.completed', mine.anesya.seed()));
		expect([status, here.started.length]).toEqual([200, 1]);
		expect(performance.now() - began).toBeLessThan(5_000);
		expect((await Promise.all(floods)).map((one) => one.status)).toContain(429);
		await Promise.all([here.close(), there.close()]);
	});
});
