import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';

import { AnesyaApi } from '../../credentials/AnesyaApi.credentials';
import { Anesya } from '../../nodes/Anesya/Anesya.node.ts';
import { AnesyaPollingTrigger } from '../../nodes/Anesya/AnesyaPollingTrigger.node.ts';
import { AnesyaTrigger } from '../../nodes/Anesya/AnesyaTrigger.node.ts';
import type { Emulator, EmulatorOptions } from '../emulator';
import { startEmulator } from '../emulator';
import type { BinaryMode, Engine, RunningExecution, WorkflowJson } from './harness';
import { startEngine } from './harness';

/** n8n's engine with this package's node in it, and an Anesya to talk to. */
export interface Station {
	engine: Engine;
	anesya: Emulator;
	/** Starts one Anesya node with these parameters. */
	start(
		parameters: INodeParameters,
		items: INodeExecutionData[],
		settings?: NodeSettings,
	): RunningExecution;
	/** The same, to its end. */
	run(
		parameters: INodeParameters,
		items: INodeExecutionData[],
		settings?: NodeSettings,
	): Promise<Result>;
	close(): Promise<void>;
}

export interface NodeSettings {
	onError?: INode['onError'];
	workflow?: WorkflowJson['settings'];
}

/** What came out of the node. */
export interface Result {
	items: INodeExecutionData[];
	/** The items of the error output. */
	failed: INodeExecutionData[];
	json: IDataObject[];
	error:
		| { message: string; description: string; httpCode: string | undefined; context: IDataObject }
		| undefined;
	hints: string[];
	run: IRun;
}

export const NODE = 'Anesya';

/** Starts an engine and an emulator, and brings them together by a credential. */
export async function openStation(
	options: { binaryMode?: BinaryMode; credential?: IDataObject } & EmulatorOptions = {},
): Promise<Station> {
	const { binaryMode = 'filesystem', credential, ...emulatorOptions } = options;
	// A workflow of its own: what an upload leaves in doubt concerns the uploads of its workflow for a minute.
	const anesya = await startEmulator({
		processingMs: 300,
		workflows: [randomUUID()],
		...emulatorOptions,
	});
	const engine = await startEngine({
		binaryMode,
		nodeTypes: {
			anesya: new Anesya(),
			anesyaTrigger: new AnesyaTrigger(),
			anesyaPollingTrigger: new AnesyaPollingTrigger(),
		},
		credentialType: new AnesyaApi(),
		credential: { token: anesya.token, baseUrl: anesya.url, ...credential },
	});

	const start: Station['start'] = (parameters, items, settings = {}) =>
		engine.start(
			{
				nodes: [nodeWith(impatient(parameters), settings)],
				connections: {},
				settings: settings.workflow,
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

/** The usual first look comes after some seconds, which most tests need not sit out. */
function impatient(parameters: INodeParameters): INodeParameters {
	const { options = {} } = parameters;
	const isPlain =
		typeof options === 'object' &&
		options !== null &&
		!Array.isArray(options) &&
		!('__rl' in options);
	return isPlain ? { ...parameters, options: { interval: 1, ...options } } : parameters;
}

/** A node as a workflow file has it. */
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

/** Reads the node's outputs, and the error if the run ended in one. */
export function resultOf(run: IRun): Result {
	const task = run.data.resultData.runData[NODE]?.[0];
	const [items, failed] = [task?.data?.main?.[0] ?? [], task?.data?.main?.[1] ?? []];
	const { error } = run.data.resultData;
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
		hints: (task?.hints ?? []).map(({ message }) => message),
		run,
	};
}
