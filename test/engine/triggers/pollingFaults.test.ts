import { isRecord } from '../../../nodes/Anesya/guards/json';
import type { EmulatorResponse } from '../../emulator';
import { DEFAULT_WORKFLOW_ID } from '../../emulator';
import { DAY, HOUR, NEVER, OTHER_WORKFLOW, usePollingFixture } from './pollingFixture';

/** Only delays and limits are shortened. */
jest.mock('../../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('../sooner')>('../sooner').soonerRetries(),
);
jest.mock('../../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('../sooner')>('../sooner').fasterThrottling(),
);

/** A list whose rows leave out what is not documented for them. */
function withoutFields(body: unknown): unknown {
	if (!isRecord(body) || !Array.isArray(body.results)) return body;
	const results = body.results.filter(isRecord).map((row) => {
		const { server, content_images, metadata, credit_used, extraction_time, ...lean } = row;
		return server === undefined
			? { ...lean, content_images, metadata, credit_used, extraction_time }
			: lean;
	});
	return { ...body, results };
}

describe('Anesya Polling Trigger, when not all goes well,', () => {
	const fixture = usePollingFixture();
	const { seed, node, start, begin, finish, requests } = fixture;
	afterEach(() => void jest.restoreAllMocks());

	describe('while Anesya is gone or slow', () => {
		const refuse = (status: number, times = 9_999, headers: Record<string, string> = {}) =>
			fixture.anesya.fault({ method: 'GET', times, fault: { kind: 'response', status, headers } });

		it('sends nothing for as long as Anesya asks to wait', async () => {
			const trigger = start();
			await trigger.poll();
			refuse(429, 99, { 'Retry-After': '600' });
			expect(await requests(trigger.poll)).toHaveLength(1);
			expect(await requests(trigger.poll)).toHaveLength(0);
		});

		it('tells once of an outage, while the workflow stays active, and then delivers', async () => {
			const trigger = start();
			await trigger.poll();
			seed({ data: { number: 1 } });
			refuse(503, 12, { 'Retry-After': '0' });
			for (let poll = 0; poll < 4; poll += 1) await trigger.poll();
			expect(trigger.errors).toEqual([]);
			refuse(503, 1, { 'Retry-After': '3600' });
			for (let poll = 0; poll < 20; poll += 1) expect(await trigger.poll()).toBeUndefined();
			expect(trigger.errors).toMatchObject([
				{
					message: 'Anesya is not available at the moment (HTTP 503)',
					description: expect.stringContaining('goes on polling'),
				},
			]);
			jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * HOUR);
			expect(await trigger.poll()).toEqual([{ number: 1 }]);
			expect(trigger.errors).toHaveLength(1);
		});

		it('tells of a rejected token at once, but not at each poll', async () => {
			const trigger = start();
			await trigger.poll();
			const { token } = fixture.anesya.settings;
			fixture.anesya.settings.token = 'a newer one';
			await expect(trigger.poll()).rejects.toMatchObject({ httpCode: '401' });
			expect(await trigger.poll()).toBeUndefined();
			trigger.restart(undefined, 'activate');
			await expect(trigger.poll()).rejects.toMatchObject({ httpCode: '401' });
			Object.assign(fixture.anesya.settings, { token });
			seed({ data: { number: 1 } });
			expect(await trigger.poll()).toEqual([{ number: 1 }]);
		});

		it('tells of a rejected token once, even if n8n loads the workflow anew for each poll, and again when it happens again', async () => {
			const trigger = start();
			await trigger.poll();
			const { token } = fixture.anesya.settings;
			for (let time = 0; time < 2; time += 1) {
				Object.assign(fixture.anesya.settings, { token: 'a newer one' });
				await expect(trigger.loadAgain()()).rejects.toMatchObject({ httpCode: '401' });
				expect(await trigger.loadAgain()()).toBeUndefined();
				expect(await trigger.loadAgain()()).toBeUndefined();
				Object.assign(fixture.anesya.settings, { token });
				await trigger.loadAgain()();
			}
			expect(trigger.errors).toEqual([]);
		});

		it('starts with n8n even if the token is rejected, says so, and goes on once it is accepted', async () => {
			const trigger = start();
			await trigger.poll();
			const { token } = fixture.anesya.settings;
			Object.assign(fixture.anesya.settings, { token: 'a newer one' });
			trigger.restart();
			expect(await trigger.poll()).toBeUndefined();
			expect(await trigger.poll()).toBeUndefined();
			expect(trigger.errors).toMatchObject([
				{ httpCode: '401', description: expect.stringContaining('goes on polling') },
			]);
			Object.assign(fixture.anesya.settings, { token });
			seed({ data: { number: 1 } });
			expect(await trigger.poll()).toEqual([{ number: 1 }]);
		});
	});

	it.each([
		['202 without a body', '202-empty', 0],
		['503 three times', '200', 3],
	] as const)(
		'waits for an extract that was under way at the activation and was read as %s',
		async (_name, notReady, times) => {
			Object.assign(fixture.anesya.settings, { listCarriesStatus: false, notReady });
			const extract = begin(1);
			const status = { kind: 'response', status: 503, headers: { 'Retry-After': '0' } } as const;
			fixture.anesya.fault({ path: new RegExp(extract.id), times, fault: status });
			const trigger = start();
			await trigger.poll();
			finish(extract);
			expect(await trigger.poll()).toEqual([{ number: 1 }]);
		},
	);

	it.each([
		[1, { number: 1 }],
		[2, { extracted_data: null }],
	])(
		'waits a moment for the data of a finished extract, though not for ever: after %d reads without it',
		async (times, delivered) => {
			fixture.anesya.settings.listCarriesStatus = false;
			const trigger = start();
			await trigger.poll();
			const extract = seed({ data: { number: 1 } });
			const change = (real: EmulatorResponse) => ({
				...real,
				body: { ...Object(real.body), extracted_data: null },
			});
			fixture.anesya.fault({
				path: new RegExp(extract.id),
				times,
				fault: { kind: 'changed', change },
			});
			expect(await trigger.poll()).toEqual([expect.objectContaining(delivered)]);
		},
	);

	it('delivers extracts that are older than a week when it first sees them', async () => {
		const old = Array.from({ length: 320 }, (_, number) =>
			begin(number, Date.now() - 8 * DAY + number),
		);
		const trigger = start();
		await trigger.poll();
		trigger.restart();
		finish(...old);
		expect(await trigger.poll()).toHaveLength(320);
	});

	it('waits for hundreds of extracts under way, and reads pages instead of each of them', async () => {
		const underWay = Array.from({ length: 300 }, (_, number) => begin(number));
		const trigger = start();
		await trigger.poll();
		expect((await requests(trigger.poll)).length).toBeLessThan(40);
		finish(...underWay);
		const delivered: unknown[] = [];
		for (let poll = 0; poll < 2; poll += 1) delivered.push(...((await trigger.poll()) ?? []));
		expect(delivered).toEqual(underWay.map((_, number) => ({ number })));
	});

	it('outputs whole extracts, failed ones too, as Get does, even if rows of the list lack fields', async () => {
		const path = /^\/extract\/$/;
		const lean = ({ body, ...response }: EmulatorResponse) => ({
			...response,
			body: withoutFields(body),
		});
		fixture.anesya.fault({ path, times: 99, fault: { kind: 'changed', change: lean } });
		const trigger = start({ triggerOn: ['completed', 'failed'], output: 'extract' });
		await trigger.poll();
		const extracts = [seed({ data: { number: 1 } }), seed({ failsAt: 'OCR' })];
		const options = { operation: 'get', output: 'extract', simple: false };
		const got = await Promise.all(
			extracts.map(
				async ({ id }) => await fixture.run({ ...options, extractId: id }, [{ json: {} }]),
			),
		);
		expect(await trigger.poll()).toEqual(got.flatMap(({ json }) => json));
	});

	it('says at the first poll that a workflow has no extracts, since its ID may be wrong', async () => {
		const trigger = start({ workflow: OTHER_WORKFLOW });
		await trigger.poll();
		await trigger.poll();
		expect(trigger.errors).toMatchObject([
			{
				message: `Anesya has no extracts yet of the workflow ${OTHER_WORKFLOW}`,
				description: expect.stringContaining("check the field 'Workflow'"),
			},
		]);
	});

	it.each([{ workflow: DEFAULT_WORKFLOW_ID }, {}])(
		'leaves out an extract of another workflow if Anesya ignores the filter, and its row says %j',
		async (named) => {
			const trigger = start({ workflow: OTHER_WORKFLOW });
			await trigger.poll();
			const foreign = seed();
			const row = {
				id: foreign.id,
				created_at: new Date().toISOString(),
				status: 'FINISHED',
				...named,
			};
			const change = (real: EmulatorResponse) => ({
				...real,
				body: { count: 1, next: null, results: [row] },
			});
			fixture.anesya.fault({ path: /^\/extract\/$/, times: 9, fault: { kind: 'changed', change } });
			expect([await trigger.poll(), await trigger.poll()]).toEqual([undefined, undefined]);
		},
	);

	it('names the workflow that Anesya does not know', async () => {
		const fault = { kind: 'response', status: 404, body: '{"detail":"Not found."}' } as const;
		fixture.anesya.fault({ path: /^\/extract\/$/, fault });
		await expect(start({ workflow: OTHER_WORKFLOW }).poll()).rejects.toMatchObject({
			message: `Anesya does not know the workflow ${OTHER_WORKFLOW} (HTTP 404)`,
		});
	});

	it('delivers what ends after the filter was changed, even if Anesya was away then', async () => {
		const byName = (search: string) => node({ filters: { search } });
		const trigger = start({ filters: { search: 'order' } });
		await trigger.poll();
		const status = { kind: 'response', status: 503, headers: { 'Retry-After': '0' } } as const;
		// Each poll tries the list before and then the new one, three times each.
		fixture.anesya.fault({ times: 12, fault: status });
		trigger.restart(byName('letter'));
		expect(await trigger.poll()).toBeUndefined();
		seed({ data: { number: 1 }, documentName: 'letter.pdf' }, Date.now() + 1_000);
		trigger.restart(byName('letter'));
		expect(await trigger.poll()).toBeUndefined();
		// Until the time at which it was created: dates of responses have no fractions of a second.
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		expect(await trigger.poll()).toEqual([{ number: 1 }]);
	});

	it('delivers nothing again while n8n is still storing the last delivery', async () => {
		const trigger = start();
		await trigger.poll();
		const slow = trigger.loadAgain();
		for (const number of [1, 2]) {
			seed({ data: { number } });
			expect(await trigger.poll()).toEqual([{ number }]);
		}
		expect(await slow()).toBeUndefined();
	});

	it('still delivers what matches the filters before and after a change', async () => {
		const trigger = start({ filters: { search: 'order' } });
		await trigger.poll();
		const pending = seed({ data: { number: 1 }, documentName: 'order 1.pdf', processingMs: NEVER });
		await trigger.poll();
		seed({ data: { number: 2 }, documentName: 'order 2.pdf' });
		seed({ data: { number: 3 }, documentName: 'letter.pdf' });
		trigger.restart(node());
		finish(pending);
		expect(await trigger.poll()).toEqual([{ number: 1 }, { number: 2 }]);
		trigger.restart(node({ filters: { search: 'letter' } }));
		expect(await trigger.poll()).toBeUndefined();
	});
});
