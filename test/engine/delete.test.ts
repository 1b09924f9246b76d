import type { Fixture } from './fixture';
import { openFixture } from './fixture';

/** Only repeats come sooner. */
jest.mock('../../nodes/Anesya/transport/retry', () => {
	const actual = jest.requireActual<typeof import('../../nodes/Anesya/transport/retry')>(
		'../../nodes/Anesya/transport/retry',
	);
	const soon: typeof actual.readRetryDelay = (...args) => actual.readRetryDelay(...args) && 10;
	return { ...actual, readRetryDelay: soon };
});

const UNKNOWN = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

describe('Delete an extract', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const remove = { operation: 'delete', extractId: '={{ $json.id }}' };
	const seeded = (count: number) =>
		Array.from({ length: count }, () => ({ json: { id: fixture.anesya.seed().id } }));
	const deletions = () => fixture.anesya.requests.filter(({ method }) => method === 'DELETE');

	it.each([200, 202, 204] as const)(
		'deletes each extract when Anesya responds with %i',
		async (deleted) => {
			fixture.anesya.settings.deletionStatus = deleted;
			const items = seeded(2);
			const result = await fixture.run(remove, items);
			expect(result.items).toEqual(
				items.map(({ json: { id } }, item) => ({
					json: { deleted: true, id },
					pairedItem: { item },
				})),
			);
			expect(fixture.anesya.extracts.size).toBe(0);
			expect(deletions()[0]).toMatchObject({
				path: `/extract/${items[0]?.json.id}/`,
				status: deleted,
			});
		},
	);

	it('deletes an extract once, however many items name it', async () => {
		const [item] = seeded(1);
		if (item === undefined) throw new Error('Nothing was seeded');
		const { json, error } = await fixture.run(remove, [item, item]);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(2);
		expect(deletions()).toHaveLength(1);
	});

	it('treats an extract that is gone after a lost response as deleted', async () => {
		const items = seeded(1);
		fixture.anesya.fault({ method: 'DELETE', fault: { kind: 'lost-after-acceptance' } });
		const { json } = await fixture.run(remove, items);
		expect(json).toMatchObject([{ deleted: true }]);
		expect(deletions()).toHaveLength(2);
	});

	it.each([
		['a login page', '<html>Sign in</html>'],
		['a body that says that it failed', '{"success": false}'],
		['a body with a reason', '{"error": "locked"}'],
	])('does not say that an extract is deleted when Anesya answers with %s', async (_case, body) => {
		const items = seeded(1);
		fixture.anesya.fault({
			method: 'DELETE',
			times: Infinity,
			fault: { kind: 'response', status: 200, body },
		});
		const { json, error } = await fixture.run(remove, items);
		expect(json).toEqual([]);
		expect(error?.message).toContain('does not understand: a deleted extract was expected');
	});

	it('does not treat an unknown extract as deleted after a throttled request', async () => {
		fixture.anesya.fault({
			method: 'DELETE',
			fault: { kind: 'response', status: 429, headers: { 'Retry-After': '0' } },
		});
		const { error } = await fixture.run(remove, [{ json: { id: UNKNOWN } }]);
		expect(error?.message).toContain('Anesya does not know this ID');
	});

	it('reports an unknown extract, and which others were deleted', async () => {
		const items = seeded(1);
		const { error } = await fixture.run(remove, [{ json: { id: UNKNOWN } }, ...items]);
		expect(error?.message).toBe('Anesya does not know this ID (HTTP 404) [item 0]');
		expect(error?.description).toContain(`Deleted already: extract (${items[0]?.json.id}).`);
	});

	it('goes on with the others, and keeps the id on the error output', async () => {
		const items = seeded(1);
		const result = await fixture.run(remove, [{ json: { id: UNKNOWN } }, ...items], {
			onError: 'continueErrorOutput',
		});
		expect(result.json).toEqual([{ deleted: true, id: items[0]?.json.id }]);
		expect(result.failed).toMatchObject([{ json: { error: { id: UNKNOWN } } }]);
	});

	it('deletes nothing when one of the ids is invalid', async () => {
		const { error } = await fixture.run(remove, [...seeded(1), { json: { id: 'all' } }]);
		expect(error?.message).toBe("The field 'Extract ID' does not contain a valid ID: all [item 1]");
		expect(fixture.anesya.extracts.size).toBe(1);
		expect(fixture.anesya.requests).toHaveLength(0);
	});
});
