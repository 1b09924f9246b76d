import type { INode, INodeExecutionData } from 'n8n-workflow';

import { damaged, invoice, receipt, statement } from '../documents';
import type { Fixture } from './fixture';
import { nodeWith, openFixture, resultOf } from './fixture';
import { byId, itemWith, mailWith } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

describe.each(['filesystem', 'default'] as const)('In the binary mode %s', (binaryMode) => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture({ binaryMode })));
	afterEach(async () => await fixture.close());

	const runWithRetries = async (
		items: INodeExecutionData[],
		onError: INode['onError'],
		operation = 'uploadAndWait',
		options = {},
	) => {
		const workflow = byId(fixture.anesya.workflowId);
		const parameters = { operation, workflow, options: { interval: 1, ...options } };
		const node = {
			...nodeWith(parameters, { onError }),
			retryOnFail: true,
			maxTries: 3,
			// n8n takes 0 for a second.
			waitBetweenTries: 1,
		};
		const execution = fixture.engine.start({ nodes: [node], connections: {} }, items);
		return resultOf(await execution.finished);
	};
	const uploadsOf = (name: string) =>
		[...fixture.anesya.extracts.values()].filter(({ documentName }) => documentName === name);

	const settings =
		binaryMode === 'filesystem'
			? (['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)
			: (['stopWorkflow'] as const);
	describe.each(settings)('Retry On Fail with On Error set to %s', (onError) => {
		it('pays once for each document, and tries a refused one again', async () => {
			fixture.anesya.fault({
				documentName: /receipt/,
				fault: { kind: 'response', status: 413 },
				times: 9,
			});
			const items = [await itemWith(receipt), await itemWith(invoice)];
			await runWithRetries(items, onError);
			expect(uploadsOf(invoice.name)).toHaveLength(1);
			const refused = fixture.anesya.requests.filter(({ status }) => status === 413);
			expect(refused).toHaveLength(3);
		});

		it('uploads a document again that ended in ERROR, and no other', async () => {
			const items = [await itemWith(damaged), await itemWith(invoice)];
			const { error, hints, failed, json } = await runWithRetries(items, onError);
			expect(uploadsOf(damaged.name)).toHaveLength(3);
			expect(uploadsOf(invoice.name)).toHaveLength(1);
			// Those of earlier tries were paid for, too.
			const shown = JSON.stringify([error?.description, hints, failed, json]);
			for (const { id } of uploadsOf(damaged.name)) expect(shown).toContain(id);
		});
	});

	it('a later try succeeds with what the first one left, and says so', async () => {
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
		const items = [await itemWith(receipt), await itemWith(invoice)];
		const { json, hints, summary, error } = await runWithRetries(items, 'stopWorkflow');
		expect(error).toBeUndefined();
		expect(summary).toMatch(/from 2 documents in \d+ seconds?, using 3 credits/);
		expect(json).toMatchObject([receipt.fields, invoice.fields]);
		expect(hints.join()).toContain(
			`Uploaded in an earlier try, used again at no cost: "${invoice.name}"`,
		);
	});

	it('so does Upload Extract', async () => {
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
		const items = [await itemWith(receipt), await itemWith(invoice)];
		const { json } = await runWithRetries(items, 'stopWorkflow', 'upload');
		expect(json).toMatchObject([
			{ document_name: receipt.name },
			{ document_name: invoice.name, id: uploadsOf(invoice.name)[0]?.id },
		]);
		expect(fixture.anesya.extracts.size).toBe(2);
	});

	it('an unclear upload is searched for first, not sent again', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
		fixture.anesya.fault({ method: 'GET', fault: { kind: 'response', status: 403 }, times: 1 });
		const { json } = await runWithRetries([await itemWith(invoice)], 'stopWorkflow');
		expect(json).toMatchObject([invoice.fields]);
		expect(fixture.anesya.extracts.size).toBe(1);
	});

	it('a later try that cannot use an item names what an earlier one has paid for', async () => {
		fixture.anesya.settings.processingMs = 1_500;
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
		const items = [await itemWith(invoice), await itemWith(receipt)];
		const until = Date.now() + 1_500;
		const { error } = await runWithRetries(items, 'stopWorkflow', 'uploadAndWait', {
			uploadsAtOnce: `={{ Date.now() < ${until} ? 10 : 'many' }}`,
		});
		const [paid] = uploadsOf(invoice.name);
		expect(error?.message).toContain('Uploads at Once');
		expect(error?.description).not.toContain('Nothing was sent.');
		expect(error?.description).toContain(`Already at Anesya from an earlier try`);
		expect(error?.description).toContain(String(paid?.id));
	});

	it('of files that were sent together, only the one that failed is uploaded again', async () => {
		const mail = await mailWith([invoice, damaged, statement]);
		await runWithRetries([mail], 'stopWorkflow', 'uploadAndWait', { together: true });
		expect(uploadsOf(invoice.name)).toHaveLength(1);
		expect(uploadsOf(statement.name)).toHaveLength(1);
		expect(uploadsOf(damaged.name)).toHaveLength(3);
	});

	it('another execution uploads the same file again: it may be meant', async () => {
		const item = await itemWith(invoice);
		const parameters = { operation: 'upload', workflow: byId(fixture.anesya.workflowId) };
		await fixture.run(parameters, [item]);
		await fixture.run(parameters, [item]);
		expect(uploadsOf(invoice.name)).toHaveLength(2);
	});
});
