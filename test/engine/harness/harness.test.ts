import { existsSync } from 'node:fs';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import type { BinaryMode, Engine } from '.';
import { startEngine } from '.';
import type { EchoServer } from './echoServer';
import { startEchoServer } from './echoServer';
import { userFolder } from './environment';
import { storeBytes, storeFile } from './files';
import { probeCredentials, ProbeNode } from './probeNode';
import { errorOf, hintsOf, outputOf } from './results';

let server: EchoServer;
beforeAll(async () => (server = await startEchoServer()));
afterAll(async () => await server.close());

const engineWith = async (binaryMode: BinaryMode, credentialType = probeCredentials.function) =>
	await startEngine({
		binaryMode,
		nodeTypes: { probe: new ProbeNode() },
		credentialType,
		credential: { token: ' secret ' },
	});

const probe = (name: string, more: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type: 'probe',
	typeVersion: 1,
	position: [0, 0],
	parameters: { address: { __rl: true, mode: 'url', value: `=${server.address}{{ $json.path }}` } },
	credentials: { probeApi: { id: '1', name: 'Probe' } },
	...more,
});

const itemOf = async (size: number): Promise<INodeExecutionData> => ({
	json: { path: 'files' },
	binary: { data: await storeBytes(Buffer.alloc(size), 'file.bin', 'application/octet-stream') },
});

describe.each(['filesystem', 'default'] as const)("n8n's engine, binary mode %s", (binaryMode) => {
	let engine: Engine;
	beforeAll(async () => (engine = await engineWith(binaryMode)));
	afterAll(async () => await engine.close());

	it('runs a node with its credential, files, expressions and hints', async () => {
		const run = await engine.start({ nodes: [probe('First')], connections: {} }, [
			await itemOf(10),
			await itemOf(20),
		]).finished;
		expect(outputOf(run, 'First').map(({ json }) => json.response)).toEqual([
			{ token: 'secret', bytes: 10 },
			{ token: 'secret', bytes: 20 },
		]);
		expect(hintsOf(run, 'First')).toEqual(['Sent 2']);
		expect(run.status).toBe('success');
	});

	it('stores a file as a trigger does', async () => {
		const file = await storeFile({ path: __filename, mimeType: 'text/plain' });
		expect(file).toMatchObject({
			fileName: 'harness.test.ts',
			fileExtension: 'ts',
			mimeType: 'text/plain',
			fileSize: expect.stringMatching(/ kB$/),
		});
		expect(file.id !== undefined).toBe(binaryMode === 'filesystem');
	});

	it('sends a failed item to the error output and on to the next node', async () => {
		const connections = {
			First: { main: [[], [{ node: 'Second', type: 'main' as const, index: 0 }]] },
		};
		const nodes = [
			probe('First', { onError: 'continueErrorOutput' }),
			probe('Second', { onError: 'continueRegularOutput' }),
		];
		const run = await engine.start({ nodes, connections }, [await itemOf(10), { json: {} }])
			.finished;
		expect(outputOf(run, 'First')).toHaveLength(1);
		expect(outputOf(run, 'First', 1)).toMatchObject([
			{ pairedItem: { item: 1 }, json: { error: expect.any(String) } },
		]);
		expect(outputOf(run, 'Second')).toMatchObject([{ json: { error: expect.any(String) } }]);
	});

	it('fails with the error of a node that does not continue on errors', async () => {
		const run = await engine.start({ nodes: [probe('First')], connections: {} }, [{ json: {} }])
			.finished;
		expect(errorOf(run)?.context?.itemIndex).toBe(0);
		expect(run.status).toBe('error');
	});

	it('stops a waiting node, and records that as n8n does', async () => {
		const node = probe('First');
		const execution = engine.start(
			{ nodes: [{ ...node, parameters: { ...node.parameters, waits: true } }], connections: {} },
			[await itemOf(10)],
		);
		await server.nextRequest();
		await new Promise((resolve) => setTimeout(resolve, 100));
		execution.cancel();
		expect((await execution.finished).status).toBe('canceled');
	});
});

it("fills in a credential type's template", async () => {
	const engine = await engineWith('default', probeCredentials.template);
	const run = await engine.start({ nodes: [probe('First')], connections: {} }, [await itemOf(1)])
		.finished;
	expect(outputOf(run, 'First')[0]?.json.response).toEqual({ token: 'secret', bytes: 1 });
	await engine.close();
});

it('keeps files inside json where the workflow says so, since n8n 2', async () => {
	const engine = await engineWith('filesystem');
	const run = await engine.start(
		{ nodes: [probe('First')], connections: {}, settings: { binaryMode: 'combined' } },
		[await itemOf(1)],
	).finished;
	const isCombined = 'BINARY_MODE_COMBINED' in n8nWorkflow;
	expect(outputOf(run, 'Input')[0]?.binary === undefined).toBe(isCombined);
	await engine.close();
});

it('removes all files when the last engine is closed', async () => {
	const engines = [await engineWith('filesystem'), await engineWith('filesystem')];
	await itemOf(1);
	await engines[0]?.close();
	expect(existsSync(userFolder)).toBe(true);
	await engines[1]?.close();
	expect(existsSync(userFolder)).toBe(false);
});
