import { join } from 'node:path';
import { z } from 'zod';

import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import type { PackedPackage } from '../preparePackage';
import type { ChildOptions } from '../processes/startChild';
import { startChild } from '../processes/startChild';
import type {
	documentsRequest,
	executionRequest,
	ExecutionResult,
	ProfileResult,
} from './protocol';
import { executionResult, profileResult } from './protocol';

/** This package's node in n8n's engine, in a child process. */
export interface NodeEngine {
	pid: number;
	/** Puts documents into n8n's binary store. @returns an id, for `run` */
	prepare(request: z.input<typeof documentsRequest>): Promise<number>;
	/** @throws when the node's execution ended in an error */
	run(request: z.input<typeof executionRequest>): Promise<ExecutionResult>;
	profile(request: z.input<typeof executionRequest>): Promise<ProfileResult>;
	stop(): Promise<void>;
}

export async function startNodeEngine(
	{ url, token }: AnesyaProcess,
	{ folder }: PackedPackage,
	options: ChildOptions = {},
): Promise<NodeEngine> {
	const nodeArgs = ['--expose-gc', ...(options.nodeArgs ?? [])];
	const child = startChild(join(__dirname, 'engineProcess.ts'), { ...options, nodeArgs });
	await child.request('start', { url, token, packageFolder: folder }, z.unknown());
	return {
		pid: child.pid,
		prepare: async (request) => await child.request('prepare', request, z.number()),
		run: async (request) => successful(await child.request('run', request, executionResult)),
		profile: async (request) => successful(await child.request('profile', request, profileResult)),
		stop: async () => await child.stop(),
	};
}

function successful<Result extends ExecutionResult>(result: Result): Result {
	if (result.failure !== undefined)
		throw new Error(`The execution of the node failed: ${result.failure}`);
	return result;
}
