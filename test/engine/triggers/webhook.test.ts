import type { INodeParameters } from 'n8n-workflow';

import { UNKNOWN_FOR } from '../../../nodes/Anesya/triggers/webhook/quota';
import { deliver, deliveryOf } from '../../emulator';
import type { Fixture } from '../fixture';
import { nodeWith, openFixture } from '../fixture';
import type { WebhookServer } from '../harness';

const UNKNOWN = 'dac926a0-d0f9-47f0-9678-bb9a562475af';

describe('Anesya Trigger', () => {
	let fixture: Fixture;
	const servers: WebhookServer[] = [];
	beforeAll(async () => (fixture = await openFixture()));
	afterEach(async () => {
		await Promise.all(
			servers.splice(0).map(async (server) => {
				await server.switchOff();
				await server.close();
			}),
		);
	});
	afterAll(async () => await fixture.close());

	const listen = async (parameters: INodeParameters = {}, mode?: 'manual') => {
		const all = {
			events: ['extract.completed', 'extract.failed'],
			output: 'extractedData',
			options: {},
			...parameters,
		};
		const server = await fixture.engine.listen(nodeWith(all, {}, 'anesyaTrigger'), mode);
		servers.push(server);
		return server;
	};
	const seed = (...args: Parameters<Fixture['anesya']['seed']>) => fixture.anesya.seed(...args);
	const jsonOf = ({ started }: WebhookServer) =>
		started.map((items) => items.map(({ json }) => json));
	const fetches = (id: string) => fixture.anesya.requests.filter(({ path }) => path.includes(id));

	it('starts the workflow with the data that Anesya itself returns for the id', async () => {
		const server = await listen({ options: { withDetails: true } });
		const extract = seed({ data: { 'Total (€)': 12.5 }, documentName: 'Été.pdf' });
		const delivery = deliveryOf('extract.completed', extract);
		const forged = { ...delivery, data: { id: extract.id, extracted_data: { 'Total (€)': 0 } } };
		expect(await deliver(server.url, forged)).toMatchObject({ status: 200 });
		expect(jsonOf(server)).toMatchObject([
			[{ 'Total (€)': 12.5, _extract: { id: extract.id, document_name: 'Été.pdf' } }],
		]);
	});

	it('has the same outputs as Wait for Extraction', async () => {
		const server = await listen({ output: 'rows', tableField: 'Lines' });
		const extract = seed({ data: { Number: 7, Lines: [{ Item: 'a' }, { Item: 'b' }] } });
		await deliver(server.url, deliveryOf('extract.completed', extract));
		expect(jsonOf(server)).toEqual([
			[
				{ Number: 7, Item: 'a' },
				{ Number: 7, Item: 'b' },
			],
		]);
	});

	it('names the document that failed', async () => {
		const server = await listen();
		const extract = seed({ failsAt: 'PARSING', documentName: 'bad.pdf' });
		await deliver(server.url, deliveryOf('extract.failed', extract));
		expect(jsonOf(server)).toEqual([
			[{ id: extract.id, status: 'ERROR', document_name: 'bad.pdf', extraction_step: 'PARSING' }],
		]);
	});

	it('starts once for a repeated delivery, even after a restart', async () => {
		const server = await listen();
		const extract = seed();
		const first = await deliver(server.url, deliveryOf('extract.completed', extract));
		const again = await deliver(server.url, deliveryOf('extract.completed', extract));
		await server.switchOff();
		const afterwards = await deliver(server.url, deliveryOf('extract.completed', extract));
		expect([first.status, again.status, afterwards.status]).toEqual([200, 200, 200]);
		expect(again.body).toContain('delivered before');
		expect(server.started).toHaveLength(1);
		expect(fetches(extract.id)).toHaveLength(1);
	});

	it('remembers each of many simultaneous deliveries', async () => {
		const server = await listen();
		const extracts = Array.from({ length: 30 }, () => seed());
		const all = async () =>
			await Promise.all(
				extracts.map(
					async (extract) => await deliver(server.url, deliveryOf('extract.completed', extract)),
				),
			);
		expect((await all()).every(({ status }) => status === 200)).toBe(true);
		await server.switchOff();
		await all();
		expect(server.started).toHaveLength(30);
	});

	it('starts once for a delivery that arrives twice at the same time', async () => {
		const server = await listen();
		const delivery = deliveryOf('extract.completed', seed());
		const responses = await Promise.all([
			deliver(server.url, delivery),
			deliver(server.url, delivery),
		]);
		expect(responses.map(({ status }) => status).sort()).toEqual([200, 503]);
		expect(server.started).toHaveLength(1);
	});

	it("starts once for a delivery under way when the editor's test ends", async () => {
		const server = await listen();
		const extract = seed();
		const delay = { kind: 'delay', milliseconds: 500 } as const;
		fixture.anesya.fault({ path: new RegExp(extract.id), fault: delay, times: 2 });
		const delivery = deliveryOf('extract.completed', extract);
		const first = deliver(server.url, delivery);
		while (fetches(extract.id).length === 0) await new Promise(setImmediate);
		await server.switchOff();
		expect((await deliver(server.url, delivery)).status).toBe(503);
		expect((await first).status).toBe(200);
		expect(server.started).toHaveLength(1);
	});

	it('starts for each repetition of a delivery in the editor', async () => {
		const server = await listen({}, 'manual');
		const delivery = deliveryOf('extract.completed', seed());
		await deliver(server.url, delivery);
		await deliver(server.url, delivery);
		expect(server.started).toHaveLength(2);
		expect(server.staticData()).toEqual({});
	});

	it.each([
		[
			'an extract that Anesya does not know',
			JSON.stringify({ event: 'extract.completed', data: { id: UNKNOWN } }),
			404,
		],
		['broken JSON', '{"event"', 400],
		['other JSON', '{"hello":"world"}', 400],
		[
			'an event that was not selected',
			JSON.stringify({ event: 'workflow.completed', data: {} }),
			200,
		],
	])('starts nothing for %s', async (_name, body, status) => {
		const server = await listen();
		expect(await deliver(server.url, body)).toMatchObject({ status });
		expect(server.started).toHaveLength(0);
		expect(server.failed).toHaveLength(0);
	});

	it('starts nothing for a form, but accepts JSON with any content type', async () => {
		const server = await listen();
		const delivery = deliveryOf('extract.completed', seed());
		expect(await deliver(server.url, delivery, 'multipart/form-data; boundary=x')).toMatchObject({
			status: 400,
		});
		expect(await deliver(server.url, delivery, 'text/plain')).toMatchObject({ status: 200 });
		expect(server.started).toHaveLength(1);
	});

	it('starts nothing if Anesya contradicts the delivery', async () => {
		const server = await listen();
		expect(
			await deliver(server.url, deliveryOf('extract.completed', seed({ failsAt: 'OCR' }))),
		).toMatchObject({ status: 409 });
		expect(server.started).toHaveLength(0);
	});

	it('retries at once after a transient error, and when the delivery is early', async () => {
		const server = await listen();
		const [first, second] = [seed(), seed({ processingMs: 300 })];
		fixture.anesya.fault({
			path: new RegExp(first.id),
			fault: { kind: 'response', status: 502, body: '<h1>Bad Gateway</h1>' },
		});
		const responses = await Promise.all(
			[first, second].map(
				async (extract) => await deliver(server.url, deliveryOf('extract.completed', extract)),
			),
		);
		expect(responses.map(({ status }) => status)).toEqual([200, 200]);
		expect(server.started).toHaveLength(2);
	});

	it('can receive a replay after the fetch failed, and says why it failed', async () => {
		const server = await listen();
		const extract = seed();
		fixture.anesya.fault({
			path: new RegExp(extract.id),
			times: 3,
			fault: { kind: 'response', status: 503 },
		});
		expect((await deliver(server.url, deliveryOf('extract.completed', extract))).status).toBe(500);
		expect(server.started).toHaveLength(0);
		expect(server.failed).toMatchObject([
			{ message: 'Anesya is not available at the moment (HTTP 503)', httpCode: '503' },
		]);
		expect((await deliver(server.url, deliveryOf('extract.completed', extract))).status).toBe(200);
		expect(server.started).toHaveLength(1);
	});

	it('reports an expired token without a retry', async () => {
		const server = await listen();
		const extract = seed();
		fixture.anesya.settings.token = 'a newer one';
		const { status } = await deliver(server.url, deliveryOf('extract.completed', extract));
		fixture.anesya.settings.token = fixture.anesya.token;
		expect(status).toBe(500);
		expect(server.failed).toMatchObject([
			{
				message: 'Anesya did not accept the token (HTTP 401)',
				description: expect.stringContaining('Create a new one'),
			},
		]);
		expect(fetches(extract.id)).toHaveLength(1);
	});

	it('fails if the chosen table does not exist, and names the tables', async () => {
		const server = await listen({ output: 'rows', tableField: 'Nothing' });
		const extract = seed({ data: { Lines: [{ a: 1 }] } });
		expect((await deliver(server.url, deliveryOf('extract.completed', extract))).status).toBe(500);
		expect(server.failed).toMatchObject([
			{
				message: 'The extracted data has no table "Nothing"',
				description: "Set 'Table Field' to one of: Lines.",
			},
		]);
	});

	it('outputs the raw call without a request to Anesya if the user wants it', async () => {
		const server = await listen({ options: { rawCall: true } });
		const extract = seed();
		const delivery = deliveryOf('extract.completed', extract);
		await deliver(server.url, delivery);
		await deliver(server.url, delivery);
		expect(jsonOf(server)).toEqual([[delivery]]);
		expect(fetches(extract.id)).toHaveLength(0);
	});

	it.each([
		['Trigger On', { events: "={{ 'extract.finished' }}" }],
		['Output', { output: "={{ 'Rows' }}" }],
		['Add Extract Details', { options: { withDetails: "={{ 'id' }}" } }],
		['Output Raw Webhook Call', { options: { rawCall: "={{ 'raw' }}" } }],
	])(
		'fails if an expression returns an invalid value, so that the delivery can be replayed: %s',
		async (field, wrong) => {
			const server = await listen(wrong);
			expect(await deliver(server.url, deliveryOf('extract.completed', seed()))).toMatchObject({
				status: 500,
			});
			expect(server.failed).toMatchObject([
				{ message: expect.stringContaining(`The field '${field}' has an invalid value: `) },
			]);
			expect(server.started).toEqual([]);
		},
	);

	describe('for the events of a workflow', () => {
		const workflow = { events: ['workflow.completed', 'workflow.failed'] };
		const report = async (
			server: WebhookServer,
			data: unknown,
			event = 'workflow.completed',
			timestamp = '2025-06-25T14:45:26Z',
		) => await deliver(server.url, { id: 'webhook', event, timestamp, data });

		it.each([
			['one extract', (ids: string[]) => ({ id: ids[0], document_name: 'a.pdf' }), 1],
			['a list of extracts', (ids: string[]) => ids.map((id) => ({ id })), 3],
			['a list of ids', (ids: string[]) => ids, 3],
			[
				'a session with its extracts',
				(ids: string[]) => ({ session: 5, extracts: ids.map((id) => ({ id })) }),
				3,
			],
		])('fetches %s', async (_name, dataOf, count) => {
			const server = await listen(workflow);
			const extracts = [1, 2, 3].map((number) => seed({ data: { number } }));
			await report(server, dataOf(extracts.map(({ id }) => id)));
			await report(server, dataOf(extracts.map(({ id }) => id)));
			expect(jsonOf(server)).toEqual([
				[{ number: 1 }, { number: 2 }, { number: 3 }].slice(0, count),
			]);
		});

		it.each([
			['a session', { workflow_session_id: 1758718492 }, { workflow_session_id: 1758718492 }],
			['something with an id that is not an extract', { id: UNKNOWN, name: 'x' }, { id: UNKNOWN }],
			['null', null, null],
			['the data of a stranger', { id: 'x', fields: { Total: 1 } }, null],
		])('outputs of %s only the event and the ids', async (_name, data, ids) => {
			const server = await listen(workflow);
			const forged = {
				event: 'workflow.completed',
				data,
				Total: 999,
				extracted_data: { Total: 5 },
			};
			expect(await deliver(server.url, forged)).toMatchObject({ status: 200 });
			expect(jsonOf(server)).toEqual([[{ event: 'workflow.completed', data: ids }]]);
		});

		it('starts nothing for an extract that has not ended yet, and once when it has', async () => {
			const server = await listen(workflow);
			const extract = seed({ data: { number: 1 }, processingMs: 3_600_000 });
			expect(await report(server, { id: extract.id })).toMatchObject({ status: 500 });
			extract.processingMs = 0;
			expect(await report(server, { id: extract.id })).toMatchObject({ status: 200 });
			expect(await report(server, { id: extract.id })).toMatchObject({ status: 200 });
			expect(jsonOf(server)).toEqual([[{ number: 1 }]]);
		});

		it('starts with the extracts that suit the output, and names the others, which can be replayed', async () => {
			const server = await listen({ ...workflow, output: 'rows', tableField: 'Lines' });
			const odd = seed({ data: { Other: [{ a: 1 }] }, documentName: 'odd.pdf' });
			const late = seed({ data: { Lines: [{ n: 3 }] }, processingMs: 3_600_000 });
			const good = [1, 2].map((n) => seed({ data: { Lines: [{ n }] } }));
			const ids = [odd, late, ...good].map(({ id }) => ({ id }));
			const first = await report(server, ids);
			expect(first.status).toBe(422);
			for (const { id } of [odd, late]) expect(first.body).toContain(id);
			odd.result = await seed({ data: { Lines: [{ n: 4 }] } }).reading;
			late.processingMs = 0;
			expect((await report(server, ids)).status).toBe(200);
			expect((await report(server, ids)).body).toContain('delivered before');
			expect(jsonOf(server)).toEqual([
				[{ n: 1 }, { n: 2 }],
				[{ n: 4 }, { n: 3 }],
			]);
		});

		it('outputs the extracts of a failed workflow, and of a longer list only the new ones', async () => {
			const server = await listen(workflow);
			const [done, bad] = [seed({ data: { number: 1 } }), seed({ failsAt: 'OCR' })];
			await report(server, [done.id], 'workflow.failed');
			await report(server, [done.id, bad.id], 'workflow.failed');
			expect(jsonOf(server)).toMatchObject([[{ number: 1 }], [{ id: bad.id, status: 'ERROR' }]]);
		});

		it.each([{}, { rawCall: true }])(
			'starts each time a workflow finishes, but once for a repeated report: %j',
			async (options) => {
				const server = await listen({ ...workflow, options });
				const run = (session: number, second = session) =>
					report(
						server,
						{ id: UNKNOWN, name: 'Invoices', workflow_session_id: session },
						'workflow.completed',
						`2025-06-25T14:45:0${second}Z`,
					);
				const responses = [
					await run(1),
					await run(2),
					await run(3, 2),
					await run(1),
					await run(3, 2),
				];
				expect(responses.map(({ body }) => body.includes('delivered before'))).toEqual([
					false,
					false,
					false,
					true,
					true,
				]);
				const sessions = jsonOf(server).flat();
				expect(sessions.map(({ data }) => data)).toMatchObject(
					[1, 2, 3].map((session) => ({ workflow_session_id: session })),
				);
				expect(await Promise.all([run(4), run(5)])).toMatchObject([
					{ status: 200 },
					{ status: 200 },
				]);
			},
		);

		it('starts once for an extract that is reported with two timestamps', async () => {
			const server = await listen(workflow);
			const { id } = seed({ data: { number: 1 } });
			const reports = [1, 2].map(
				async (second) =>
					await report(server, { id }, 'workflow.completed', `2025-06-25T14:45:0${second}Z`),
			);
			expect(await Promise.all(reports)).toMatchObject([{ status: 200 }, { status: 200 }]);
			await report(server, { id }, 'workflow.completed', '2025-06-25T14:45:03Z');
			expect(jsonOf(server)).toEqual([[{ number: 1 }]]);
			expect(fetches(id)).toHaveLength(2);
		});

		it('asks for a replay if Anesya does not know an extract yet, and then starts with that one only', async () => {
			const server = await listen(workflow);
			const [first, second] = [1, 2].map((number) => seed({ data: { number } }));
			const fault = { kind: 'response', status: 404 } as const;
			fixture.anesya.fault({ path: new RegExp(String(second?.id)), fault });
			const data = [first, second].map((extract) => ({ id: extract?.id, document_name: 'a.pdf' }));
			expect(await report(server, data)).toMatchObject({
				status: 404,
				body: expect.stringContaining('started'),
			});
			const later = performance.now() + UNKNOWN_FOR;
			const clock = jest.spyOn(performance, 'now').mockReturnValue(later);
			expect(await report(server, data)).toMatchObject({ status: 200 });
			expect(await report(server, data)).toMatchObject({
				status: 200,
				body: expect.stringContaining('delivered before'),
			});
			clock.mockRestore();
			expect(jsonOf(server)).toEqual([[{ number: 1 }], [{ number: 2 }]]);
		});

		it('outputs an extract once that is named several times', async () => {
			const server = await listen(workflow);
			const { id } = seed({ data: { number: 1 } });
			await report(server, [{ id }, { id }, id.toUpperCase(), { id, document_name: 'a.pdf' }]);
			expect(jsonOf(server)).toEqual([[{ number: 1 }]]);
			expect(fetches(id)).toHaveLength(1);
		});

		it('starts nothing for an extract of another account', async () => {
			const server = await listen(workflow);
			expect(await report(server, { id: UNKNOWN, document_name: 'forged.pdf' })).toMatchObject({
				status: 404,
			});
			expect(server.started).toHaveLength(0);
		});
	});
});
