import { UNKNOWN_FOR } from '../../../nodes/Anesya/triggers/webhook/quota';
import type { EmulatorResponse } from '../../emulator';
import { deliver } from '../../emulator';
import type { WebhookServer } from '../harness';
import { useWebhookFixture } from './webhookFixture';

/** Only delays and limits are shortened. */
jest.mock('../../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('../sooner')>('../sooner').soonerRetries(),
);
jest.mock('../../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('../sooner')>('../sooner').fasterThrottling(),
);

const UNKNOWN = 'dac926a0-d0f9-47f0-9678-bb9a562475af';

describe('Anesya Trigger, for the events of a workflow,', () => {
	const fixture = useWebhookFixture();
	const { listen, seed, jsonOf, fetches } = fixture;
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
		expect(jsonOf(server)).toEqual([[{ number: 1 }, { number: 2 }, { number: 3 }].slice(0, count)]);
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
		expect(await report(server, { id: extract.id })).toMatchObject({ status: 503 });
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
			expect(await Promise.all([run(4), run(5)])).toMatchObject([{ status: 200 }, { status: 200 }]);
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

	it.each([
		['is not known yet', { kind: 'response', status: 404 } as const],
		[
			'does not have its data yet',
			{
				kind: 'changed',
				change: (real: EmulatorResponse) => ({
					...real,
					body: { ...Object(real.body), extracted_data: null },
				}),
			} as const,
		],
	])('waits a moment for an extract that %s', async (_name, fault) => {
		const server = await listen(workflow);
		const extract = seed({ data: { number: 1 } });
		fixture.anesya.fault({ path: new RegExp(extract.id), fault });
		expect(await report(server, [{ id: extract.id, document_name: 'a.pdf' }])).toMatchObject({
			status: 200,
		});
		expect(jsonOf(server)).toEqual([[{ number: 1 }]]);
	});

	it('asks for a replay if Anesya does not know an extract yet, and then starts with that one only', async () => {
		const server = await listen(workflow);
		const [first, second] = [1, 2].map((number) => seed({ data: { number } }));
		const fault = { kind: 'response', status: 404 } as const;
		fixture.anesya.fault({ path: new RegExp(String(second?.id)), fault, times: 2 });
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
