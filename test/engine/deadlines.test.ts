import { numberedItems as items } from './items';
import { useFixture } from './useFixture';

const fixture = useFixture({ read: async () => ({ content: 'Text', data: { Total: 1 } }) });

const LIST = /^\/extract\/$/;
const requests = (path: RegExp) =>
	fixture.anesya.requests.filter((one) => one.method === 'GET' && path.test(one.path));
const parameters = (options = {}) =>
	fixture.upload({ operation: 'uploadAndWait', options: { uploadsAtOnce: 20, ...options } });

describe('The Timeout is kept within five seconds', () => {
	const timeout = 0.05;
	const LATEST = timeout * 60_000 + 5_000;
	/** The time of a run of some documents since the last one was uploaded. */
	const runFor = async (count: number) => {
		const result = await fixture.run(parameters({ timeout }), await items(count), {
			onError: 'continueErrorOutput',
		});
		const uploads = fixture.anesya.requests.filter(({ method }) => method === 'POST');
		return { ...result, took: Date.now() - (uploads.at(-1)?.at ?? NaN) };
	};

	it('while every status check is answered with 429, and no check follows', async () => {
		const busy = { kind: 'response', status: 429, headers: { 'Retry-After': '30' } } as const;
		fixture.anesya.fault({ method: 'GET', times: Infinity, fault: busy });
		const { failed, took } = await runFor(40);
		expect(took).toBeLessThan(LATEST);
		expect(failed).toHaveLength(40);
		const errors = failed.map(({ json }) => JSON.stringify(json.error));
		expect(errors.some((text) => text.includes('receiving too many requests'))).toBe(true);
		// For those whose first check still queued, there is no more to tell than that.
		for (const text of errors)
			expect(text).toMatch(/receiving too many requests|not finished within 3 seconds/);
		for (const text of errors) expect(text).toMatch(/collect it (later )?with Wait for Extraction/);
		const sent = requests(/./).length;
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		expect(requests(/./)).toHaveLength(sent);
	});

	it('while no status check is answered at all', async () => {
		fixture.anesya.fault({ method: 'GET', times: Infinity, fault: { kind: 'hang' } });
		const { failed, took } = await runFor(40);
		expect(took).toBeLessThan(LATEST);
		expect(failed).toHaveLength(40);
		for (const { json } of failed)
			expect(json.error).toMatchObject({
				message: expect.stringContaining('was not finished within 3 seconds'),
			});
	});

	it('while Anesya takes no uploads: what was not sent costs nothing', async () => {
		const busy = { kind: 'response', status: 429, headers: { 'Retry-After': '30' } } as const;
		fixture.anesya.fault({ method: 'POST', times: Infinity, fault: busy });
		const given = await items(40);
		const began = Date.now();
		const { failed } = await fixture.run(parameters({ timeout, uploadsAtOnce: 10 }), given, {
			onError: 'continueErrorOutput',
		});
		expect(Date.now() - began).toBeLessThan(LATEST);
		expect(failed).toHaveLength(40);
		for (const { json } of failed)
			expect(json.error).toMatchObject({
				message: expect.stringContaining('could not be sent within 3 seconds'),
				description: expect.stringContaining('was not accepted and costs nothing'),
			});
	});

	it('while only the lists are not answered: then each is read by itself', async () => {
		fixture.anesya.fault({ method: 'GET', path: LIST, times: Infinity, fault: { kind: 'hang' } });
		const { json, took } = await runFor(40);
		expect(json).toHaveLength(40);
		expect(took).toBeLessThan(LATEST);
	});
});
