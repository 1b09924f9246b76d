import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';

import { AnesyaApi } from '../../credentials/AnesyaApi.credentials';
import { Anesya } from '../../nodes/Anesya/Anesya.node.ts';
import { AnesyaPollingTrigger } from '../../nodes/Anesya/AnesyaPollingTrigger.node.ts';
import { AnesyaTrigger } from '../../nodes/Anesya/AnesyaTrigger.node.ts';
import { noteReached } from '../../nodes/Anesya/transport/firstContact';
import type { Emulator, EmulatorOptions } from '../emulator';
import { startEmulator } from '../emulator';
import type { BinaryMode, Engine, RunningExecution, WorkflowJson } from './harness';
import { startEngine } from './harness';

/** n8n's engine with this package's nodes, connected to an emulated Anesya. */
export interface Fixture {
	engine: Engine;
	anesya: Emulator;
	/** Starts one Anesya node with these parameters. */
	start(
		parameters: INodeParameters,
		items: INodeExecutionData[],
		settings?: NodeSettings,
	): RunningExecution;
	/** The same, and waits for its end. */
	run(
		parameters: INodeParameters,
		items: INodeExecutionData[],
		settings?: NodeSettings,
	): Promise<NodeResult>;
	close(): Promise<void>;
}

export interface NodeSettings {
	onError?: INode['onError'];
	type?: 'anesya' | 'anesyaTool';
	workflow?: WorkflowJson['settings'];
	recordedInput?: WorkflowJson['recordedInput'];
}

interface FixtureOptions {
	binaryMode?: BinaryMode;
	credential?: IDataObject;
	/** Whether it is the first time that this process has to do with Anesya: its first upload then asks first. */
	neverReached?: boolean;
}

/** What the node output. */
export interface NodeResult {
	items: INodeExecutionData[];
	/** The items of the error output. */
	failed: INodeExecutionData[];
	json: IDataObject[];
	error:
		| { message: string; description: string; httpCode: string | undefined; context: IDataObject }
		| undefined;
	/** What the run has done, as a hint. */
	summary: string | undefined;
	/** The other hints. */
	hints: string[];
	run: IRun;
}

export const NODE = 'Anesya';

/** Starts an engine and an emulator, and connects them with a credential. */
export async function openFixture(
	options: FixtureOptions & EmulatorOptions = {},
): Promise<Fixture> {
	const { binaryMode = 'filesystem', credential, neverReached, ...emulatorOptions } = options;
	// A unique workflow: an unresolved upload affects later uploads to its workflow for a minute.
	const anesya = await startEmulator({
		processingMs: 300,
		workflows: [randomUUID()],
		...emulatorOptions,
	});
	if (neverReached !== true) noteReached(String(credential?.baseUrl ?? anesya.url));
	const engine = await startEngine({
		binaryMode,
		nodeTypes: {
			anesya: new Anesya(),
			// The name under which n8n offers it to an AI agent.
			anesyaTool: new Anesya(),
			anesyaTrigger: new AnesyaTrigger(),
			anesyaPollingTrigger: new AnesyaPollingTrigger(),
		},
		credentialType: new AnesyaApi(),
		credential: { token: anesya.token, baseUrl: anesya.url, ...credential },
	});

	const start: Fixture['start'] = (parameters, items, settings = {}) =>
		engine.start(
			{
				nodes: [nodeWith(withShortInterval(parameters), settings, settings.type)],
				connections: {},
				settings: settings.workflow,
				recordedInput: settings.recordedInput,
			},
			items,
		);
	return {
		engine,
		anesya,
		start,
		run: async (...args) => resultOf(await start(...args).finished),
		async close() {
			await anesya.close();
			await engine.close();
		},
	};
}

/** Shortens the interval: by default the first status check comes after some seconds. */
function withShortInterval(parameters: INodeParameters): INodeParameters {
	const { options = {} } = parameters;
	const isPlain =
		typeof options === 'object' &&
		options !== null &&
		!Array.isArray(options) &&
		!('__rl' in options);
	return isPlain ? { ...parameters, options: { interval: 1, ...options } } : parameters;
}

/** A node as in a workflow file. */
export function nodeWith(
	parameters: INodeParameters,
	{ onError }: NodeSettings = {},
	type = 'anesya',
): INode {
	return {
		id: '1',
		name: NODE,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { anesyaApi: { id: '1', name: 'Anesya' } },
		onError,
	};
}

/** Reads the node's outputs, and the error if the run failed. */
export function resultOf(run: IRun): NodeResult {
	const task = run.data.resultData.runData[NODE]?.[0];
	const [items, failed] = [task?.data?.main?.[0] ?? [], task?.data?.main?.[1] ?? []];
	const { error } = run.data.resultData;
	const hints = (task?.hints ?? []).map(({ message }) => message);
	const isSummary = (hint: string) => /^(Extracted data from|Processed) \d/.test(hint);
	return {
		items,
		failed,
		json: items.map(({ json }) => json),
		error: error && {
			message: error.message,
			description: String(error.description ?? ''),
			httpCode: 'httpCode' in error && error.httpCode ? String(error.httpCode) : undefined,
			context: error.context ?? {},
		},
		summary: hints.find(isSummary),
		hints: hints.filter((hint) => !isSummary(hint)),
		run,
	};
}
