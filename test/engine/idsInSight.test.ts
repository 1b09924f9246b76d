import { setTimeout as pause } from 'node:timers/promises';
import { Container } from '@n8n/di';
import { BinaryDataService, WorkflowExecute } from 'n8n-core';
import type { IExecuteData, INode, INodeExecutionData, IRun, ITaskData } from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { AnesyaApi } from '../../credentials/AnesyaApi.credentials';
import { Anesya } from '../../nodes/Anesya/Anesya.node';
import { invoice, receipt } from '../documents';
import type { Fixture } from './fixture';
import { NODE, nodeWith, openFixture, resultOf } from './fixture';
import { additionalData, lifecycleHooks } from './harness/additionalData';
import { PlainCredentialsHelper } from './harness/credentialsHelper';
import { storeFile } from './harness/files';
import { InputNode, inputNode } from './harness/inputNode';
import { NodeTypeRegistry } from './harness/nodeTypes';
import { byId, itemWith } from './items';

/** Only the delays between the searches for a lost upload are shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [20, 40, 60] }));
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);

/** For as long as a lost upload is searched for. */
const UNREADABLE_LIST = {
	path: /^\/extract\/$/,
	fault: { kind: 'response', status: 403 },
	times: 4,
} as const;

let fixture: Fixture;
beforeEach(async () => {
	fixture = await openFixture();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await fixture.close();
});

const into = (operation: string, options = {}) => ({
	operation,
	workflow: byId(fixture.anesya.workflowId),
	options,
});
const upload = () => into('upload');
const ids = () => [...fixture.anesya.extracts.keys()];
const named = async (name: string): Promise<INodeExecutionData> => ({
	json: {},
	binary: { data: await storeFile({ ...invoice, name }) },
});

/**
 * An execution that begins at the node.
 *
 * @param metadata as it came back with a stored execution
 */
async function runRecorded(
	node: INode,
	items: INodeExecutionData[],
	metadata?: IExecuteData['metadata'],
): Promise<IRun> {
	const json = {
		nodes: [inputNode, node],
		connections: {
			[inputNode.name]: { main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
		},
	};
	const before: ITaskData = {
		startTime: 1,
		executionTime: 1,
		executionIndex: 0,
		executionStatus: 'success',
		source: [],
		data: { main: [[]] },
	};
	const data = createRunExecutionData({
		resultData: { runData: { [inputNode.name]: [before] } },
		executionData: {
			nodeExecutionStack: [
				{
					node,
					data: { main: [items] },
					source: { main: [{ previousNode: inputNode.name }] },
					metadata,
				},
			],
		},
	});
	const { token, url: baseUrl } = fixture.anesya;
	const helper = new PlainCredentialsHelper(new AnesyaApi(), { token, baseUrl });
	const nodeTypes = new NodeTypeRegistry({ anesya: new Anesya(), input: new InputNode() });
	const workflow = new Workflow({ id: 'workflow', active: false, nodeTypes, ...json });
	const hooks = lifecycleHooks(json, 'manual');
	return await new WorkflowExecute(
		additionalData(hooks, helper),
		'manual',
		data,
	).processRunExecutionData(workflow);
}

describe('Many items', () => {
	it('do not open n8n’s store all at once: a process may open only so many files', async () => {
		const store = Container.get(BinaryDataService);
		const getMetadata = store.getMetadata.bind(store);
		let open = 0;
		let most = 0;
		jest.spyOn(store, 'getMetadata').mockImplementation(async (id) => {
			most = Math.max(most, (open += 1));
			return await getMetadata(id).finally(() => (open -= 1));
		});

		const item = await itemWith(invoice);
		// The last one cannot be used, so nothing is sent.
		const items = [...Array.from({ length: 300 }, () => item), { json: {} }];
		const { error } = await fixture.run(upload(), items);
		expect(error?.message).toContain('There is no file on this item');
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(20);
	});
});

describe('The error of a run', () => {
	it('names the id of every document that was uploaded, however many', async () => {
		fixture.anesya.fault({ documentName: /bad/, fault: { kind: 'response', status: 413 } });
		const names = ['bad.pdf', ...Array.from({ length: 149 }, (_, index) => `${index}.pdf`)];
		const { error } = await fixture.run(upload(), await Promise.all(names.map(named)));
		expect(ids()).toHaveLength(149);
		expect(ids().filter((id) => !error?.description.includes(id))).toEqual([]);
	});

	it('offers to collect only what can be collected', async () => {
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'extract-error' } });
		const items = [await itemWith(receipt), await itemWith(invoice)];
		const { error } = await fixture.run(into('uploadAndWait'), items);
		const [, list] = String(error?.description).split('to be collected with Wait for Extraction');
		expect(error?.message).toContain('could not extract "receipt.pdf"');
		expect(list).toMatch(/^ at no cost: invoice\.pdf \(\S+\)\. To have the others continue, /);
	});
});

describe('The stored execution', () => {
	const metadataIn = ({ data }: IRun) => data.resultData.runData[NODE]?.[0]?.metadata;
	const idsIn = (metadata: unknown) =>
		[...JSON.stringify(metadata).matchAll(/"ids":\["([^"]+)"\]/g)].map(([, id]) => id).sort();

	it('holds every id, also where the items show none', async () => {
		const { run, json } = await fixture.run(into('uploadAndWait'), [
			await itemWith(receipt),
			await itemWith(invoice),
		]);
		expect(JSON.stringify(json)).not.toContain(ids()[0]);
		expect(idsIn(metadataIn(run))).toEqual(ids().sort());
	});

	it('tells a Retry what is at Anesya already, whichever process runs it', async () => {
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
		const items = [await itemWith(receipt), await itemWith(invoice)];
		const node = nodeWith(upload());
		const failed = await runRecorded(node, items);
		const [again] = failed.data.executionData?.nodeExecutionStack ?? [];
		expect(idsIn(again?.metadata)).toEqual(ids());

		// Another execution finds nothing in the memory of this process.
		const stored: unknown = JSON.parse(JSON.stringify(again?.metadata));
		const { json } = resultOf(await runRecorded(node, items, Object(stored)));
		expect(ids()).toHaveLength(2);
		expect(json).toMatchObject([
			{ document_name: receipt.name },
			{ id: ids()[0], document_name: invoice.name, created_at: expect.any(String) },
		]);
	});

	it('tells it too of an upload that may have been accepted', async () => {
		fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
		fixture.anesya.fault(UNREADABLE_LIST);
		const items = [await itemWith(invoice)];
		const node = nodeWith(upload());
		const failed = await runRecorded(node, items);
		const [again] = failed.data.executionData?.nodeExecutionStack ?? [];
		const stored: unknown = JSON.parse(JSON.stringify(again?.metadata));
		const { json } = resultOf(await runRecorded(node, items, Object(stored)));
		expect(json).toMatchObject([{ id: ids()[0] }]);
		expect(ids()).toHaveLength(1);
	});
});

describe('A stop', () => {
	/** What n8n stores beside the items, since its own users filter executions by it. */
	const customData = ({ data }: IRun) => data.resultData.metadata;

	/** @param count how many of the documents are uploaded by then */
	const stopAfter = async (count: number, names: string[]) => {
		fixture.anesya.settings.processingMs = 60_000;
		const items = await Promise.all(names.map(named));
		const execution = fixture.start(into('uploadAndWait'), items);
		while (fixture.anesya.requests.filter(({ status }) => status === 201).length < count)
			await pause(50);
		// Until the node knows it too.
		await pause(1_000);
		execution.cancel();
		return resultOf(await execution.finished);
	};

	it('leaves the ids of what is paid, and the names of what may be at Anesya', async () => {
		fixture.anesya.fault({ documentName: /hang/, fault: { kind: 'hang' } });
		const { run, error } = await stopAfter(2, ['a.pdf', 'hang.pdf', 'b.pdf']);
		const metadata = customData(run);
		expect(metadata?.anesya_unclear).toBe('hang.pdf');
		expect(metadata?.anesya_ids_1?.split(', ').sort()).toEqual(ids().sort());

		// Where n8n waits for the node, as on a time-out, the text says the same.
		expect(error?.message).toBe('The execution was stopped');
		expect(error?.description).toContain(
			'It is not clear whether Anesya accepted these, which were not sent again: hang.pdf.',
		);
		for (const id of ids()) expect(error?.description).toContain(id);
	});

	it('leaves as many ids as fit, and no more entries than n8n takes', async () => {
		const names = Array.from({ length: 20 }, (_, index) => `${index}.pdf`);
		const { run } = await stopAfter(names.length, names);
		const { anesya_ids_1 = '', anesya_ids_2 = '' } = customData(run) ?? {};
		expect(`${anesya_ids_1}, ${anesya_ids_2}`.split(', ').sort()).toEqual(ids().sort());
	});

	it('leaves nothing where nothing was sent', async () => {
		fixture.anesya.settings.processingMs = 60_000;
		const { id } = fixture.anesya.seed({ documentName: 'a.pdf' });
		const execution = fixture.start({ operation: 'wait', extractId: id }, [{ json: {} }]);
		await pause(500);
		execution.cancel();
		expect(customData(resultOf(await execution.finished).run)).toBeUndefined();
	});
});

describe('Where n8n cannot find the input item of a failed one', () => {
	/** An execution whose record of the node before has no items, as a partial or a retried one may have. */
	const runWithoutRecord = async (items: INodeExecutionData[]): Promise<IRun> =>
		await runRecorded(nodeWith(upload(), { onError: 'continueErrorOutput' }), items);

	it('the results of the others stay, and it goes to the error output', async () => {
		fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
		const run = await runWithoutRecord([await itemWith(receipt), await itemWith(invoice)]);
		const { json, failed } = resultOf(run);
		expect(json).toMatchObject([{ id: ids()[0] }]);
		expect(failed).toMatchObject([{ json: { error: { document_name: receipt.name } } }]);
	});
});
