import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWithBytes } from './items';

describe('When Anesya throttles', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const upload = (uploadsAtOnce: number) => ({
		operation: 'upload',
		workflow: byId(fixture.anesya.workflowId),
		options: { uploadsAtOnce },
	});
	const items = async (...names: string[]) =>
		await Promise.all(
			names.map(async (name) => await itemWithBytes('%PDF', `${name}.pdf`, 'application/pdf')),
		);
	const throttling = (seconds: number) =>
		({ kind: 'response', status: 429, headers: { 'Retry-After': String(seconds) } }) as const;
	/** When each request arrived, in milliseconds after the first. */
	const times = () =>
		fixture.anesya.requests.map(({ at }) => at - (fixture.anesya.requests[0]?.at ?? 0));

	it('the whole run waits, not only the throttled document', async () => {
		fixture.anesya.fault({ method: 'POST', fault: throttling(1) });
		const { json } = await fixture.run(upload(1), await items('a', 'b', 'c'));
		expect(json).toHaveLength(3);
		const [, ...later] = times();
		expect(Math.min(...later)).toBeGreaterThanOrEqual(990);
		expect(later).toHaveLength(3);
	});

	it('when it throttles again, requests that were about to start wait as well', async () => {
		fixture.anesya.fault({ method: 'POST', fault: throttling(0) });
		fixture.anesya.fault({ method: 'POST', fault: { kind: 'delay', milliseconds: 400 } });
		fixture.anesya.fault({ documentName: /b/, fault: throttling(2) });
		const { json } = await fixture.run(upload(2), await items('a', 'b', 'c'));
		expect(json).toHaveLength(3);
		const [, second = 0, ...later] = times();
		expect(second).toBeLessThan(100);
		expect(Math.min(...later)).toBeGreaterThanOrEqual(second + 2_390);
	});
});
