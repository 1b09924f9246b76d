import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, numberedItems as items } from './items';

const LIST = /^\/extract\/$/;
const requests = ({ anesya }: Fixture, path: RegExp) =>
	anesya.requests.filter((one) => one.method === 'GET' && path.test(one.path));
const parameters = ({ anesya }: Fixture, options = {}) => ({
	operation: 'uploadAndWait',
	workflow: byId(anesya.workflowId),
	options: { uploadsAtOnce: 20, ...options },
});

/** A test with a fixture of its own. They run at once, since most of the time they wait for the time limit. */
const inFixture = (test: (fixture: Fixture) => Promise<void>) => async () => {
	const fixture = await openFixture({
		read: async () => ({ content: 'Text', data: { Total: 1 } }),
	});
	await test(fixture).finally(async () => await fixture.close());
};

describe('The Timeout is kept within five seconds', () => {
	const timeout = 0.05;
	const LATEST = timeout * 60_000 + 5_000;
	/** The time of a run of some documents since the last one was uploaded. */
	const runFor = async (fixture: Fixture, count: number) => {
		const result = await fixture.run(parameters(fixture, { timeout }), await items(count), {
			onError: 'continueErrorOutput',
		});
		const uploads = fixture.anesya.requests.filter(({ method }) => method === 'POST');
		return { ...result, took: Date.now() - (uploads.at(-1)?.at ?? NaN) };
	};

	it.concurrent(
		'while every status check is answered with 429, and no check follows',
		inFixture(async (fixture) => {
			const busy = { kind: 'response', status: 429, headers: { 'Retry-After': '30' } } as const;
			fixture.anesya.fault({ method: 'GET', times: Infinity, fault: busy });
			const { failed, took } = await runFor(fixture, 40);
			expect(took).toBeLessThan(LATEST);
			expect(failed).toHaveLength(40);
			const errors = failed.map(({ json }) => JSON.stringify(json.error));
			expect(errors.some((text) => text.includes('receiving too many requests'))).toBe(true);
			// For those whose first check still queued, there is no more to tell than that.
			for (const text of errors)
				expect(text).toMatch(/receiving too many requests|not finished within 3 seconds/);
			for (const text of errors)
				expect(text).toMatch(/collect it (later )?with Wait for Extraction/);
			const sent = requests(fixture, /./).length;
			await new Promise((resolve) => setTimeout(resolve, 2_000));
			expect(requests(fixture, /./)).toHaveLength(sent);
		}),
	);

	it.concurrent(
		'while no status check is answered at all',
		inFixture(async (fixture) => {
			fixture.anesya.fault({ method: 'GET', times: Infinity, fault: { kind: 'hang' } });
			const { failed, took } = await runFor(fixture, 40);
			expect(took).toBeLessThan(LATEST);
			expect(failed).toHaveLength(40);
			for (const { json } of failed)
				expect(json.error).toMatchObject({
					message: expect.stringContaining('was not finished within 3 seconds'),
				});
		}),
	);

	it.concurrent(
		'while Anesya takes no uploads: what was not sent costs nothing',
		inFixture(async (fixture) => {
			const busy = { kind: 'response', status: 429, headers: { 'Retry-After': '30' } } as const;
			fixture.anesya.fault({ method: 'POST', times: Infinity, fault: busy });
			const given = await items(40);
			const began = Date.now();
			const { failed } = await fixture.run(
				parameters(fixture, { timeout, uploadsAtOnce: 10 }),
				given,
				{
					onError: 'continueErrorOutput',
				},
			);
			expect(Date.now() - began).toBeLessThan(LATEST);
			expect(failed).toHaveLength(40);
			for (const { json } of failed)
				expect(json.error).toMatchObject({
					message: expect.stringContaining('could not be sent within 3 seconds'),
					description: expect.stringContaining('was not accepted and costs nothing'),
				});
		}),
	);

	it.concurrent(
		'while only the lists are not answered: then each is read by itself',
		inFixture(async (fixture) => {
			fixture.anesya.fault({ method: 'GET', path: LIST, times: Infinity, fault: { kind: 'hang' } });
			const { json, took } = await runFor(fixture, 40);
			expect(json).toHaveLength(40);
			expect(took).toBeLessThan(LATEST);
		}),
	);
});
