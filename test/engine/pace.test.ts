import { byId, itemWithBytes } from './items';
import type { Station } from './station';
import { openStation } from './station';

describe('When Anesya asks for patience', () => {
	let station: Station;
	beforeEach(async () => (station = await openStation()));
	afterEach(async () => await station.close());

	const upload = (uploadsAtOnce: number) => ({
		operation: 'upload',
		workflow: byId(station.anesya.workflowId),
		options: { uploadsAtOnce },
	});
	const items = async (...names: string[]) =>
		await Promise.all(
			names.map(async (name) => await itemWithBytes('%PDF', `${name}.pdf`, 'application/pdf')),
		);
	const refusal = (seconds: number) =>
		({ kind: 'answer', status: 429, headers: { 'Retry-After': String(seconds) } }) as const;
	/** When each request came, in milliseconds after the first. */
	const times = () =>
		station.anesya.requests.map(({ at }) => at - (station.anesya.requests[0]?.at ?? 0));

	it('the whole run waits, not only the document that was refused', async () => {
		station.anesya.fault({ method: 'POST', fault: refusal(1) });
		const { json } = await station.run(upload(1), await items('a', 'b', 'c'));
		expect(json).toHaveLength(3);
		const [, ...later] = times();
		expect(Math.min(...later)).toBeGreaterThanOrEqual(990);
		expect(later).toHaveLength(3);
	});

	it('once more, also those wait on that were about to have their turn', async () => {
		station.anesya.fault({ method: 'POST', fault: refusal(0) });
		station.anesya.fault({ method: 'POST', fault: { kind: 'delay', milliseconds: 400 } });
		station.anesya.fault({ documentName: /b/, fault: refusal(2) });
		const { json } = await station.run(upload(2), await items('a', 'b', 'c'));
		expect(json).toHaveLength(3);
		const [, second = 0, ...later] = times();
		expect(second).toBeLessThan(100);
		expect(Math.min(...later)).toBeGreaterThanOrEqual(second + 2_390);
	});
});
