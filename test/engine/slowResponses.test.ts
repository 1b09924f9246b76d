import { invoice } from '../documents';
import { itemWith, itemWithBytes } from './items';
import { useFixture } from './useFixture';

/** Only delays and limits are shortened; that of an upload is far longer than the test. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/transport/timeLimits', () => ({
	TIME_LIMIT: { GET: 700, DELETE: 700, POST: 100_000 },
	TIME_LIMIT_FILE: 700,
	RECOVERY_TIME_LIMIT: 3_000,
	SLOWEST_UPLOAD: Infinity,
}));

describe('An upload whose response has begun', () => {
	const fixture = useFixture();
	const { upload, uploads, ids } = fixture;

	it('does not hold up the run if it comes byte by byte, and its extract is found', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'drip', every: 200 } });
		const began = performance.now();
		const { json, error } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(performance.now() - began).toBeLessThan(10_000);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ id: ids()[0] }]);
		expect(uploads()).toHaveLength(1);
	});

	it('has had all the time until then', async () => {
		fixture.anesya.fault({
			documentName: /slow/,
			fault: { kind: 'delay', milliseconds: 1_500 },
		});
		const item = await itemWithBytes('%PDF', 'slow.pdf', 'application/pdf');
		const { json } = await fixture.run(upload(), [item]);
		expect(json).toMatchObject([{ id: ids()[0] }]);
		expect(fixture.anesya.requests.map(({ method }) => method)).toEqual(['POST']);
	});
});
