import { damaged, invoice } from '../documents';
import { itemWith } from './items';
import { useFixture } from './useFixture';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(10),
);

const TOOL = { type: 'anesyaTool' } as const;

describe('As a tool of an AI agent', () => {
	const fixture = useFixture();

	it('says what went wrong, and what to do, in its answer', async () => {
		const parameters = fixture.upload({ operation: 'uploadAndWait' });
		const item = { ...(await itemWith(damaged)), json: { link: 'x'.repeat(1_000_000) } };
		const { error, json } = await fixture.run(parameters, [item], TOOL);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				error: expect.objectContaining({
					message: expect.stringContaining('Anesya could not extract "damaged.pdf"'),
					description: expect.stringContaining('upload it again'),
					id: expect.any(String),
				}),
			},
		]);
	});

	it('says so if there is no document, and if the credential cannot be used', async () => {
		const nothing = await fixture.run(fixture.upload(), [{ json: {} }], TOOL);
		expect(nothing.json).toMatchObject([{ error: { message: expect.stringContaining('file') } }]);
		fixture.anesya.fault({ path: /./, times: 9, fault: { kind: 'response', status: 401 } });
		const { json } = await fixture.run(fixture.upload(), [await itemWith(invoice)], TOOL);
		expect(json).toMatchObject([
			{
				error: {
					message: expect.stringContaining('(HTTP 401)'),
					description: expect.stringMatching(/./),
				},
			},
		]);
	});
});

describe('As a tool, for a document without data', () => {
	const fixture = useFixture({
		read: async () => ({ content: 'Text '.repeat(100_000), data: null }),
	});

	it('does not give an agent more text than it can read', async () => {
		const parameters = fixture.upload({ operation: 'uploadAndWait' });
		const { json } = await fixture.run(parameters, [await itemWith(invoice)], TOOL);
		expect(JSON.stringify(json)).toContain('more characters)');
		expect(JSON.stringify(json).length).toBeLessThan(30_000);
	});
});
