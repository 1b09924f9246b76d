import { once } from 'node:events';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';

import { isDeep } from '../../nodes/Anesya/guards/deepJson';
import type { Fault } from '../emulator';
import { deliver, deliveryOf } from '../emulator';
import type { Fixture } from '../engine/fixture';
import { nodeWith, openFixture } from '../engine/fixture';
import { byId, itemWithBytes } from '../engine/items';
import { deepJson } from '../unit/anyJson';

/** Only delays and limits are shortened. Repeats come at once: what a server sends is the same each time. */
jest.mock('../../nodes/Anesya/transport/retry', () => ({
	...mockSooner().soonerRetries(1_000),
	writeRetryDelay: () => undefined,
}));
jest.mock('../../nodes/Anesya/waiting/waitLoop', () => mockSooner().fasterWaits());
jest.mock('../../nodes/Anesya/transport/outageLimits', () =>
	jest
		.requireActual<typeof import('../engine/faster')>('../engine/faster')
		.shortened(jest.requireActual<object>('../../nodes/Anesya/transport/outageLimits'), 30),
);
jest.mock('../../nodes/Anesya/triggers/polling/pollTime', () => {
	const actual = jest.requireActual<typeof import('../../nodes/Anesya/triggers/polling/pollTime')>(
		'../../nodes/Anesya/triggers/polling/pollTime',
	);
	const soon: typeof actual.withinPollTime = async (allowed, task) =>
		await actual.withinPollTime(mockPollTime ?? allowed, task);
	return { ...actual, withinPollTime: soon };
});
jest.mock('../../nodes/Anesya/triggers/webhook/callTime', () => ({ LONGEST_CALL: 1_500 }));
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [1, 2] }));
jest.mock('../../nodes/Anesya/transport/timeLimits', () => ({
	...jest.requireActual<object>('../../nodes/Anesya/transport/timeLimits'),
	RECOVERY_TIME_LIMIT: 1_000,
}));

function mockSooner() {
	return jest.requireActual<typeof import('../engine/sooner')>('../engine/sooner');
}

/** Milliseconds that a poll may take; as long as in earnest unless a test is about that. */
let mockPollTime: number | undefined;

const CANARY = 'canary.Zx7-Qw9_Lk3+Pv5/Tb1=Ny8&Rf2';
const read = async () => ({ content: '', data: { a: 1 } });
const SINGLE = /^\/extract\/.+/;
const LIST = /^\/extract\/$/;
const NOT_UNDERSTOOD = 'a response that this node does not understand';

describe('Whoever answers in place of Anesya', () => {
	let fixture: Fixture;
	let elsewhere: Server;
	let elsewhereUrl = '';
	let arrived = '';
	beforeEach(async () => {
		fixture = await openFixture({ read, token: CANARY });
		arrived = '';
		const file =
			'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 4\r\n\r\n%PDF';
		elsewhere = createServer((socket) => {
			socket.on('error', () => {});
			socket.on('data', (bytes) => {
				arrived += bytes.toString('latin1');
				socket.end(file);
			});
		});
		await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
		const address = elsewhere.address();
		if (address === null || typeof address === 'string') throw new Error('The server has no port');
		elsewhereUrl = `http://127.0.0.1:${address.port}`;
	});
	afterEach(async () => {
		mockPollTime = undefined;
		elsewhere.close();
		await fixture.close();
	});

	const answer = (fault: Fault, path = /./, times = Infinity) =>
		fixture.anesya.fault({ path, times, fault });
	const json = (body: unknown, status = 200): Fault => ({
		kind: 'response',
		status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	const poller = () =>
		fixture.engine.startPoller(
			nodeWith({ triggerOn: ['completed'], filters: {} }, {}, 'anesyaPollingTrigger'),
		);
	const rows = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			id: `${index}`,
			status: 'FINISHED',
			created_at: '2026-01-01T00:00:00Z',
		}));

	/** Everything that users can do, and everything that they then see. */
	async function everything(): Promise<unknown> {
		const { anesya, run, engine } = fixture;
		const workflow = byId(anesya.workflowId);
		const extract = anesya.seed();
		const item = await itemWithBytes('%PDF', 'a.pdf', 'application/pdf');
		const link = { json: { url: `${elsewhereUrl}/a.pdf` } };
		const input = { id: byId(extract.id), extractId: byId(extract.id) };
		const links = { files: 'links', links: '={{ $json.url }}' };
		const calls = [
			{ operation: 'upload', workflow },
			{ operation: 'uploadAndWait', workflow, ...links, options: { timeout: 0.02 } },
			{ operation: 'uploadWithoutWorkflow' },
			{ operation: 'get', ...input },
			{ operation: 'wait', ...input, options: { timeout: 0.02 } },
			{ operation: 'getAll', returnAll: true },
			{ operation: 'download', ...input },
			{ operation: 'delete', ...input },
			{ resource: 'schema', operation: 'getAll' },
		];
		const seen: unknown[] = [];
		const runAll = async (onError: 'stopWorkflow' | 'continueErrorOutput') =>
			await Promise.all(
				calls.map(async (parameters) => {
					const input = 'links' in parameters ? link : item;
					return await run(parameters, [input], { onError });
				}),
			);
		seen.push(await Promise.all([runAll('stopWorkflow'), runAll('continueErrorOutput')]));
		const trigger = nodeWith({ events: ['extract.completed'] }, {}, 'anesyaTrigger');
		const server = await engine.listen(trigger);
		seen.push(await deliver(server.url, deliveryOf('extract.completed', extract)), server);
		await server.close();
		const polls = poller();
		for (let times = 0; times < 2; times += 1)
			seen.push(await polls.poll().catch((thrown: unknown) => thrown), polls.errors);
		seen.push(polls.staticData());
		for (const method of ['searchSchemas', 'searchWorkflows', 'searchExtracts'])
			seen.push(
				await engine.search(nodeWith({ workflow }), { method }).catch((thrown: unknown) => thrown),
			);
		return seen;
	}

	const echo = { headers: { authorization: CANARY }, again: encodeURIComponent(CANARY) };
	it.each<[string, () => Fault | undefined]>([
		['nothing odd', () => undefined],
		['the headers that it received, as a refusal', () => json(echo, 400)],
		['them in HTML, as a refusal of the token', () => json(`<p>${CANARY}</p>`, 401)],
		['them as a failure', () => json({ detail: `Bearer ${CANARY}` }, 502)],
		['them as a success', () => json([echo, CANARY])],
		[
			'the token as an ID and a name',
			() => json({ id: CANARY, status: 'FINISHED', document_name: CANARY, extracted_data: echo }),
		],
		[
			'a redirect elsewhere',
			() => ({
				kind: 'response',
				status: 302,
				headers: { Location: `${elsewhereUrl}/?token=${encodeURIComponent(CANARY)}` },
			}),
		],
		['nothing at all', () => ({ kind: 'lost-before-acceptance' })],
	])('cannot have the token shown or sent elsewhere: it answers with %s', async (_what, fault) => {
		const given = fault();
		if (given) answer(given);
		const seen = inspect(await everything(), {
			depth: Infinity,
			showHidden: true,
			maxArrayLength: Infinity,
			maxStringLength: Infinity,
		});
		for (let start = 0; start + 10 <= CANARY.length; start += 1)
			for (const text of [seen, arrived])
				expect(text).not.toContain(CANARY.slice(start, start + 10));
		expect(arrived).not.toMatch(/^authorization:/im);
		expect(arrived).toContain('GET /a.pdf');
		for (const { path, query } of fixture.anesya.requests)
			expect(JSON.stringify([path, query])).not.toContain(CANARY.slice(0, 10));
	});

	it.each([1e308, 0, -7, 1.5, null])(
		'cannot have n8n make room for, or loop over, a count of %s',
		async (count) => {
			answer(json({ count, next: null, results: rows(3) }), LIST);
			const { json: items } = await fixture.run({ operation: 'getAll', returnAll: true }, [
				{ json: {} },
			]);
			expect(items).toHaveLength(3);
			await poller().poll();
			expect(fixture.anesya.requests.length).toBeLessThan(20);
			expect(fixture.anesya.requests.every(({ query }) => Number(query.page ?? 1) >= 1)).toBe(true);
		},
	);

	it('cannot have a list read on and on whose pages repeat, whatever its count', async () => {
		answer(json({ count: 2e10, next: 'https://next.example/', results: rows(3) }), LIST);
		const parameters = { operation: 'getAll', returnAll: true };
		expect((await fixture.run(parameters, [{ json: {} }])).json).toHaveLength(3);
		expect(fixture.anesya.requests.length).toBeLessThan(10);
	});

	it.each<Fault>([{ kind: 'hang' }, { kind: 'drip', every: 100 }])(
		'cannot keep a poll from ending in time: %j',
		async (fault) => {
			const polls = poller();
			await polls.poll();
			fixture.anesya.seed({ data: { a: 1 } });
			answer(fault, /./, 50);
			mockPollTime = 1_500;
			const began = performance.now();
			expect(await polls.poll()).toBeUndefined();
			expect(performance.now() - began).toBeLessThan(5_500);
			expect(polls.errors).toEqual([]);
		},
	);

	it.each<Fault>([{ kind: 'hang' }, { kind: 'drip', every: 100 }])(
		'cannot keep webhook calls from ending in time, nor keep what they held: %j',
		async (fault) => {
			const trigger = nodeWith({ events: ['extract.completed'] }, {}, 'anesyaTrigger');
			const server = await fixture.engine.listen(trigger);
			const deliveries = Array.from({ length: 5 }, () =>
				deliveryOf('extract.completed', fixture.anesya.seed({ data: { a: 1 } })),
			);
			const deliverAll = async () =>
				await Promise.all(deliveries.map(async (one) => (await deliver(server.url, one)).status));
			answer(fault, SINGLE, 3);
			const began = performance.now();
			const statuses = await deliverAll();
			const took = performance.now() - began;
			const again = await deliverAll();
			await server.close();
			// Those that still waited for their turn may get it just in time.
			expect(statuses.filter((status) => status === 500).length).toBeGreaterThanOrEqual(3);
			expect(took).toBeLessThan(3_500);
			expect([again, server.started.length]).toEqual([deliveries.map(() => 200), 5]);
		},
	);

	it('cannot have a poll read on and on through a list whose pages repeat', async () => {
		answer(json({ count: 2e10, next: null, results: rows(50) }), LIST);
		await poller().poll();
		expect(fixture.anesya.requests.length).toBeLessThan(600);
	});

	it('cannot overflow the call stack with a page of 200,000 rows', async () => {
		answer(json({ count: 200_000, next: null, results: rows(200_000) }), LIST);
		const { json: items } = await fixture.run({ operation: 'getAll', returnAll: true }, [
			{ json: {} },
		]);
		expect(items).toHaveLength(200_000);
		const polls = poller();
		await polls.poll();
		expect(JSON.stringify(polls.staticData()).length).toBeLessThan(2_000_000);
	});

	it.each([
		['nested 100,000 deep', deepJson('[', ']')],
		['in objects, 100,000 deep', deepJson('{"a":', '}')],
		['that ends in the middle', '{"id":"1","status":', 'The response of Anesya broke off'],
	])('gets a refusal in words for JSON %s', async (_what, body, words = NOT_UNDERSTOOD) => {
		answer(json(body), SINGLE);
		const { error } = await fixture.run(
			{ operation: 'get', extractId: byId(crypto.randomUUID()) },
			[{ json: {} }],
		);
		expect(error?.message).toContain(words);
	});

	it('cannot have a small answer multiplied into more than n8n can hold', async () => {
		const many = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`f${index}`, 1]));
		const Lines = Array.from({ length: 9_000 }, (_, a) => ({ a }));
		const { id } = fixture.anesya.seed({ data: { ...many, Lines } });
		const output = { output: 'rows', options: { withDetails: true } };
		const parameters = { operation: 'get', extractId: byId(id), ...output };
		const { json: items, hints } = await fixture.run(parameters, [{ json: {} }]);
		expect(hints.join(' ')).toContain('Left out beside the rows');

		const polls = fixture.engine.startPoller(
			nodeWith({ triggerOn: ['completed'], ...output }, {}, 'anesyaPollingTrigger'),
		);
		await polls.poll();
		fixture.anesya.seed({ data: { ...many, Lines } });
		const polled = (await polls.poll())?.map(({ json }) => json);
		for (const rows of [items, polled]) {
			expect(rows).toHaveLength(9_000);
			expect(rows?.at(-1)).toMatchObject({ a: 8_999, f0: 1, _extract: expect.anything() });
			expect(JSON.stringify(rows).length).toBeLessThan(20_000_000);
		}
	});

	it('cannot have data output that is nested too deep for n8n to open its execution', async () => {
		const { id } = fixture.anesya.seed();
		const deep = deepJson('{"a":', '}');
		const extract = `{"id":"${id}","status":"FINISHED","document_name":"a.pdf","extracted_data":${deep}}`;
		answer(json(extract), SINGLE);
		answer(json(`{"count":1,"next":null,"results":[${extract}]}`), LIST);
		const calls = [
			...['extractedData', 'rows', 'extract'].map((output) => ({
				operation: 'get',
				extractId: byId(id),
				output,
				options: { withDetails: true },
			})),
			{ operation: 'getAll', returnAll: true },
			{ operation: 'getAll', returnAll: true, simple: false },
		];
		for (const parameters of calls) {
			const { json: items, hints } = await fixture.run(parameters, [{ json: {} }]);
			expect(items?.map(isDeep)).toEqual([false]);
			expect(JSON.stringify(items)).toContain('{\\"a\\":1}');
			expect(hints.join(' ')).toContain('1,000 levels deep is output as text');
		}
	});

	it.each([200, 400])(
		'cannot bring an ID of 4 MB into texts or memory, with status %d',
		async (status) => {
			const id = 'x'.repeat(4_000_000);
			answer(json([{ id, status: 'CREATED' }], status));
			const item = await itemWithBytes('%PDF', 'a.pdf', 'application/pdf');
			const parameters = { operation: 'upload', workflow: byId(fixture.anesya.workflowId) };
			const { error, run } = await fixture.run(parameters, [item]);
			expect(error?.message).toBeDefined();
			expect(JSON.stringify(run.data.resultData).length).toBeLessThan(20_000);
		},
	);
});
