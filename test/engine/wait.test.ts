import { damaged, invoice, letter, receipt } from '../documents';
import type { Fixture } from './fixture';
import { openFixture, resultOf } from './fixture';
import { byId, itemWith } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(5),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);

describe('Wait for Extraction', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const uploaded = async (...documents: Array<typeof invoice>) => {
		const items = await Promise.all(documents.map(async (document) => await itemWith(document)));
		return (
			await fixture.run({ operation: 'upload', workflow: byId(fixture.anesya.workflowId) }, items)
		).items;
	};
	const wait = (more = {}) => ({ operation: 'wait', extractId: '={{ $json.id }}', ...more });
	const checks = () => fixture.anesya.requests.filter(({ method }) => method === 'GET');

	it('collects what Upload Extract uploaded, with no check before a result is likely', async () => {
		const { json, summary } = await fixture.run(wait(), await uploaded(invoice, receipt));
		expect(json).toMatchObject([invoice.fields, receipt.fields]);
		const uploadedAt = fixture.anesya.requests.findLast(({ method }) => method === 'POST')?.at;
		expect(checks()[0]?.at).toBeGreaterThan((uploadedAt ?? NaN) + 200);
		// The credits are those of the upload.
		expect(summary).toMatch(/^Extracted data from 2 documents in \d+ seconds?\.$/);
	});

	it('takes the address of an extract as well as its id', async () => {
		const [item] = await uploaded(invoice);
		const extractId = `https://app.example.com/workspace/0f8fad5b-d9cb-469f-a165-70867728950e/extract/${String(item?.json.id)}/`;
		const { json } = await fixture.run(wait({ extractId }), [{ json: {} }]);
		expect(json).toMatchObject([invoice.fields]);
	});

	it('checks an extract once, however many items name it', async () => {
		const { id } = fixture.anesya.seed();
		const item = { json: { id } };
		const { json } = await fixture.run(wait(), [item, item, item]);
		expect(json).toHaveLength(3);
		expect(checks()).toHaveLength(1);
	});

	it.each(['200', '202', '202-empty'] as const)(
		'understands "not ready" as %s',
		async (notReady) => {
			fixture.anesya.settings.notReady = notReady;
			const { json } = await fixture.run(wait(), await uploaded(invoice));
			expect(json).toMatchObject([invoice.fields]);
		},
	);

	it('survives status checks with transient errors', async () => {
		const items = await uploaded(invoice);
		fixture.anesya.fault({
			method: 'GET',
			fault: { kind: 'response', status: 502, body: '<h1>Bad Gateway</h1>' },
		});
		fixture.anesya.fault({ method: 'GET', fault: { kind: 'lost-before-acceptance' } });
		const { json, error } = await fixture.run(wait({ options: { interval: 1 } }), items);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([invoice.fields]);
	});

	it('names a server that cannot be reached, and a document that may still be there', async () => {
		const dead = await openFixture({ credential: { baseUrl: 'http://127.0.0.1:9' } });
		const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
		const { error } = await dead.run(wait({ options: { timeout: 0 } }), [{ json: { id } }]);
		await dead.close();
		expect(error?.message).toBe('Anesya could not be reached [item 0]');
		expect(error?.description).toContain('(ECONNREFUSED). Check the Base URL');
		expect(error?.description).not.toContain('Nothing was sent');
		expect(error?.description).toContain(
			`collect it with Wait for Extraction and the Extract ID ${id} instead of uploading it again`,
		);
		expect(error?.description).toContain(id);
	});

	it('says what to do when an extract ends in ERROR, and keeps its id on the error output', async () => {
		const items = await uploaded(damaged, invoice);
		const result = await fixture.run(wait(), items, { onError: 'continueErrorOutput' });
		expect(result.json).toMatchObject([invoice.fields]);
		expect(result.failed).toMatchObject([
			{
				json: {
					error: {
						message: `Anesya could not extract "${damaged.name}"`,
						description: expect.stringContaining('ERROR at the step OCR'),
						id: items[0]?.json.id,
						status: 'ERROR',
						document_name: damaged.name,
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('fails with one error that names what is at Anesya, when a document fails', async () => {
		const items = await uploaded(damaged, invoice);
		const { error } = await fixture.run(wait(), items);
		expect(error?.message).toBe(`Anesya could not extract "${damaged.name}" [item 0]`);
		expect(error?.description).toContain(`${invoice.name} (${String(items[1]?.json.id)})`);
	});

	it('gives an item for a document without data, with its text, and a hint', async () => {
		const { json, hints } = await fixture.run(wait(), await uploaded(letter));
		expect(hints).toEqual([`No data was extracted from "${letter.name}".`]);
		expect(json).toMatchObject([{ extracted_data: null, document_name: letter.name }]);
		expect(json[0]?.content).toContain('Dear reader');
	});

	it.each([undefined, 'combined'] as const)(
		'has no empty binary where the input has no file: %s',
		async (binaryMode) => {
			const options = { keepFiles: true };
			const settings = { onError: 'continueErrorOutput', workflow: { binaryMode } } as const;
			const items = await uploaded(damaged, invoice);
			const result = await fixture.run(wait({ options }), items, settings);
			expect([...result.items, ...result.failed]).toHaveLength(2);
			for (const item of [...result.items, ...result.failed]) {
				expect(item).not.toHaveProperty('binary');
				expect(item.json).not.toHaveProperty('_files');
			}
		},
	);

	it('fails when the time is up, with the last status and how to collect the document', async () => {
		fixture.anesya.settings.processingMs = 60_000;
		const items = await uploaded(invoice);
		const { error } = await fixture.run(wait({ options: { timeout: 0.01 } }), items);
		expect(error?.message).toContain(`"${invoice.name}" was not finished within 0.6 seconds`);
		expect(error?.description).toMatch(/last status was (CREATED|IN_PROGRESS)/);
		expect(error?.description).toContain(String(items[0]?.json.id));
	});

	it('passes an unfinished extract on if the user chose so', async () => {
		fixture.anesya.settings.processingMs = 60_000;
		const options = { timeout: 0, whenTimeIsUp: 'passOn' };
		const { json } = await fixture.run(wait({ options }), await uploaded(invoice));
		expect(json).toMatchObject([{ document_name: invoice.name, extracted_data: null }]);
		expect(checks()).toHaveLength(1);
	});

	it('ends at once when the execution is stopped, and sends no more requests', async () => {
		fixture.anesya.settings.processingMs = 60_000;
		const execution = fixture.start(wait(), await uploaded(invoice));
		await new Promise((resolve) => setTimeout(resolve, 300));
		const stopped = performance.now();
		execution.cancel();
		const { run, error } = resultOf(await execution.finished);
		expect(performance.now() - stopped).toBeLessThan(1_500);
		expect(run.status).toBe('canceled');
		expect(error?.description).toContain(
			'Already at Anesya, to be collected with Wait for Extraction at no cost: ',
		);
		const asked = checks().length;
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		expect(checks()).toHaveLength(asked);
	});
});
