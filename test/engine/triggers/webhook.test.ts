import { deliver, deliveryOf } from '../../emulator';
import { useWebhookFixture } from './webhookFixture';

/** Only delays and limits are shortened. */
jest.mock('../../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('../sooner')>('../sooner').soonerRetries(),
);
jest.mock('../../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('../sooner')>('../sooner').fasterThrottling(),
);

const UNKNOWN = 'dac926a0-d0f9-47f0-9678-bb9a562475af';

describe('Anesya Trigger', () => {
	const fixture = useWebhookFixture();
	const { listen, seed, jsonOf, fetches } = fixture;

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
			{
				message: 'Anesya is not available at the moment (HTTP 503)',
				description: expect.stringContaining(extract.id),
				httpCode: '503',
			},
		]);
		expect((await deliver(server.url, deliveryOf('extract.completed', extract))).status).toBe(200);
		expect(server.started).toHaveLength(1);
	});

	it('answers an early call with the status of the extract, without an execution, and starts at the replay', async () => {
		const server = await listen();
		const extract = seed({ processingMs: 3_600_000 });
		const delivery = deliveryOf('extract.completed', extract);
		expect(await deliver(server.url, delivery)).toMatchObject({
			status: 503,
			body: expect.stringContaining(
				`${extract.id} (it has not ended yet, its status is CREATED; replay`,
			),
		});
		expect([server.started, server.failed]).toEqual([[], []]);
		extract.processingMs = 0;
		expect(await deliver(server.url, delivery)).toMatchObject({ status: 200 });
	});

	it('says of an extract that Anesya did not know a moment ago only that', async () => {
		const server = await listen();
		const extract = seed();
		const fault = { kind: 'response', status: 404 } as const;
		fixture.anesya.fault({ path: new RegExp(extract.id), times: 2, fault });
		const delivery = deliveryOf('extract.completed', extract);
		expect((await deliver(server.url, delivery)).body).toContain('does not know this extract');
		expect((await deliver(server.url, delivery)).body).toContain(
			'did not know this extract a moment ago, and was not asked again',
		);
		expect(fetches(extract.id)).toHaveLength(2);
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
				description: expect.stringMatching(
					/Create a new one.*replay the delivery in Anesya.*Do not use n8n's Retry/,
				),
			},
		]);
		expect(fetches(extract.id)).toHaveLength(1);
	});

	it('fails if the chosen table does not exist, and names the tables, the document and its ID', async () => {
		const server = await listen({ output: 'rows', tableField: 'Nothing' });
		const extract = seed({ data: { Lines: [{ a: 1 }] }, documentName: 'odd.pdf' });
		expect((await deliver(server.url, deliveryOf('extract.completed', extract))).status).toBe(500);
		expect(server.failed).toMatchObject([
			{
				message: 'There is no table "Nothing" in the extracted data: "odd.pdf"',
				description: expect.stringMatching(
					new RegExp(
						`^Set 'Table Field' to one of: Lines. The call is about: ${extract.id}. .*replay the delivery`,
					),
				),
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

	// The last test, since all of them share an account.
	it('says who asks to wait after a single 429 of Anesya, and asks again after half a minute', async () => {
		const server = await listen();
		const [first, second] = [seed(), seed()];
		const headers = { 'Retry-After': '3600' };
		const fault = { kind: 'response', status: 429, headers } as const;
		fixture.anesya.fault({ path: new RegExp(first.id), fault });
		await deliver(server.url, deliveryOf('extract.completed', first));
		const refused = await deliver(server.url, deliveryOf('extract.completed', second));
		expect(refused).toMatchObject({
			status: 429,
			body: expect.stringContaining(`${second.id} (Anesya asks to wait 60 minutes)`),
		});
		expect(Number(refused.retryAfter)).toBeLessThanOrEqual(30);
		const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 31_000);
		const replayed = await deliver(server.url, deliveryOf('extract.completed', second));
		clock.mockRestore();
		expect(replayed.status).toBe(200);
	});
});
