import { randomUUID } from 'node:crypto';

import { MOST_ENTRIES } from '../../nodes/Anesya/triggers/webhook/delivery';
import { UNVERIFIED_STARTS } from '../../nodes/Anesya/triggers/webhook/ledger';
import { UNKNOWN_FOR, UNVERIFIED } from '../../nodes/Anesya/triggers/webhook/quota';
import type { DeliveryResponse } from '../emulator';
import { deliver, deliveryOf } from '../emulator';
import type { Fixture } from '../engine/fixture';
import { nodeWith, openFixture } from '../engine/fixture';
import type { WebhookServer } from '../engine/harness';
import { byId, numberedItems } from '../engine/items';
import { TOKEN_SPEED } from '../engine/sooner';
import { deepJson } from '../unit/anyJson';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/concurrency/tokenBucket', () =>
	jest.requireActual<typeof import('../engine/sooner')>('../engine/sooner').fasterTokens(),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('../engine/sooner')>('../engine/sooner').soonerRetries(),
);

const read = async () => ({ content: '', data: { a: 1 } });

const EVENTS = ['extract.completed', 'extract.failed', 'workflow.completed', 'workflow.failed'];

describe('Whoever knows the URL of a webhook', () => {
	let fixture: Fixture;
	let server: WebhookServer;
	beforeEach(async () => {
		fixture = await openFixture({ read });
		const parameters = { events: EVENTS, output: 'extractedData', options: {} };
		server = await fixture.engine.listen(nodeWith(parameters, {}, 'anesyaTrigger'));
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await server.switchOff();
		await server.close();
		await fixture.close();
	});

	const call = async (body: unknown) => await deliver(server.url, body);
	/** A call of somebody who invents extracts. */
	const invented = (count: number) => ({
		event: 'workflow.completed',
		data: Array.from({ length: count }, () => ({ id: randomUUID(), document_name: 'a.pdf' })),
	});
	const flood = async (calls: number, ids: number): Promise<DeliveryResponse[]> =>
		await Promise.all(Array.from({ length: calls }, async () => await call(invented(ids))));
	const genuine = () => deliveryOf('extract.completed', fixture.anesya.seed({ data: { a: 1 } }));
	const started = () => server.started.flat().map(({ json }) => json);
	const requests = () => fixture.anesya.requests.length;

	it.each([200, MOST_ENTRIES])(
		'cannot make many requests with the token: 10 calls of %d ids',
		async (ids) => {
			const responses = await flood(10, ids);
			expect(responses.every(({ status }) => status >= 400)).toBe(true);
			expect(requests()).toBeLessThanOrEqual(20);
			expect(started()).toEqual([]);
		},
	);

	it('cannot have Anesya asked again and again for what it does not know, but Anesya can soon replay', async () => {
		const extract = fixture.anesya.seed();
		const body = deliveryOf('extract.completed', extract);
		fixture.anesya.fault({ path: /./, fault: { kind: 'response', status: 404 }, times: 2 });
		for (let times = 0; times < 5; times += 1) expect((await call(body)).status).toBe(404);
		expect(requests()).toBe(2);
		const later = performance.now() + UNKNOWN_FOR;
		jest.spyOn(performance, 'now').mockReturnValue(later);
		expect((await call(body)).status).toBe(200);
	});

	it('cannot keep calls of Anesya from starting the workflow', async () => {
		const delivery = genuine();
		const [, first] = await Promise.all([flood(10, 100), call(delivery)]);
		const second = await call(genuine());
		expect([first.status, second.status]).toEqual([200, 200]);
		expect(started()).toEqual([{ a: 1 }, { a: 1 }]);
	});

	it('cannot hold up a run of the same account', async () => {
		const other = await openFixture({ read });
		const run = async ({ anesya, run: start }: Fixture) => {
			const began = performance.now();
			const workflow = byId(anesya.workflowId);
			const parameters = { operation: 'uploadAndWait', workflow, options: { uploadsAtOnce: 10 } };
			const { json } = await start(parameters, await numberedItems(30));
			return { count: json.length, milliseconds: performance.now() - began };
		};
		const flooding = new AbortController();
		const began = performance.now();
		const floods = (async () => {
			while (!flooding.signal.aborted) await flood(10, MOST_ENTRIES);
		})();
		const [alone, beside] = await Promise.all([run(other), run(fixture)]).finally(async () => {
			flooding.abort();
			await Promise.all([floods, other.close()]);
		});
		expect([alone.count, beside.count]).toEqual([30, 30]);
		expect(beside.milliseconds).toBeLessThan(1.2 * alone.milliseconds + 300);
		const unknown = fixture.anesya.requests.filter(({ status }) => status === 404);
		const seconds = (performance.now() - began) / 1_000;
		expect(unknown.length).toBeLessThan(UNVERIFIED + 1 + seconds * TOKEN_SPEED);
	});

	it('cannot push out what is known to be delivered', async () => {
		const delivery = genuine();
		await call(delivery);
		const sessions = Array.from({ length: MOST_ENTRIES }, (_, id) => ({ id }));
		for (let calls = 0; calls < 8; calls += 1)
			await call({ event: 'workflow.completed', timestamp: String(calls), data: sessions });
		expect((await call(delivery)).body).toContain('delivered before');
	});

	it('cannot start the workflow again and again with calls that name no known extract', async () => {
		const statuses = async (calls: unknown[]) => {
			const responses = await Promise.all(calls.map(call));
			return responses.map(({ status }) => status);
		};
		const same = { event: 'workflow.completed', data: {} };
		for (let times = 0; times < 60; times += 1) expect((await call(same)).status).toBe(200);
		expect(started()).toEqual([{ event: same.event, data: null }]);

		const sessions = Array.from({ length: 60 }, (_, session) => ({
			...same,
			data: { workflow_session_id: session },
		}));
		const refused = (await statuses(sessions)).filter((status) => status === 429);
		expect(server.started).toHaveLength(UNVERIFIED_STARTS);
		expect(refused).toHaveLength(sessions.length + 1 - UNVERIFIED_STARTS);

		// A call of Anesya that names its extract starts it all the same.
		const extract = fixture.anesya.seed({ data: { a: 1 } });
		const reports = [genuine(), { ...same, data: [{ id: extract.id }, { id: 7 }] }];
		expect(await statuses(reports)).toEqual([200, 200]);
		expect(server.started.slice(UNVERIFIED_STARTS).flat()).toMatchObject([
			{ json: { a: 1 } },
			{ json: { a: 1 } },
			{ json: { data: { id: 7 } } },
		]);
		// And one that is refused can be replayed later.
		const later = performance.now() + 60_000;
		jest.spyOn(performance, 'now').mockReturnValue(later);
		expect((await call(sessions.at(-1))).status).toBe(200);
	});

	it('cannot bring in anything but ids', async () => {
		const forged = { ...invented(1), Total: 'forged', data: { id: randomUUID(), Total: 'forged' } };
		await call(forged);
		expect(JSON.stringify(started())).not.toContain('forged');
		expect(JSON.stringify(server.staticData())).not.toContain('forged');
	});

	it.each([
		['10 MB of numbers', `{"__proto__":0,"data":[${'1,'.repeat(4_900_000)}1]}`, 413],
		['10 MB of empty objects', `{"__proto__":0,"data":[${'{},'.repeat(3_200_000)}{}]}`, 413],
		['10 MB of quotation marks', `{"data":"${'\\"'.repeat(4_900_000)}"}`, 400],
		['11 MB of text', 'x'.repeat(11_000_000), 413],
		['20,000 levels', `{"event":"extract.completed","data":${deepJson('[', ']', 20_000)}}`, 400],
		['an id of 4 MB', { event: 'extract.completed', data: { id: 'a'.repeat(4_000_000) } }, 400],
	])('cannot hold n8n up, and makes no execution fail, with %s', async (_what, body, status) => {
		const parsed = jest.spyOn(JSON, 'parse');
		expect((await call(body)).status).toBe(status);
		if (status === 413) expect(parsed.mock.calls.filter(([text]) => text.length > 9)).toEqual([]);
		expect([server.failed, requests()]).toEqual([[], 0]);
	});
});
