import { join } from 'node:path';
import { z } from 'zod';

import type { BenchAnesya } from '../emulator/startAnesya';
import type { PackedPackage } from '../package/preparePackage';
import type { ChildOptions } from '../processes/startChild';
import { startChild } from '../processes/startChild';
import type { documents, Executed, execution, Profiled } from './questions';
import { executed, profiled } from './questions';

/** This package's node in n8n's engine, in a process of its own. */
export interface NodeEngine {
	pid: number;
	/** Puts documents into n8n's store, for executions to begin with. */
	prepare(given: z.input<typeof documents>): Promise<number>;
	/** @throws when the node's execution ended in an error */
	run(given: z.input<typeof execution>): Promise<Executed>;
	profile(given: z.input<typeof execution>): Promise<Profiled>;
	stop(): Promise<void>;
}

export async function startNodeEngine(
	{ url, token }: BenchAnesya,
	{ folder }: PackedPackage,
	options: ChildOptions = {},
): Promise<NodeEngine> {
	const nodeArgs = ['--expose-gc', ...(options.nodeArgs ?? [])];
	const child = startChild(join(__dirname, 'engineProcess.ts'), { ...options, nodeArgs });
	await child.ask('start', { url, token, packageFolder: folder }, z.unknown());
	return {
		pid: child.pid,
		prepare: async (given) => await child.ask('prepare', given, z.number()),
		run: async (given) => successful(await child.ask('run', given, executed)),
		profile: async (given) => successful(await child.ask('profile', given, profiled)),
		stop: async () => await child.stop(),
	};
}

function successful<Result extends Executed>(result: Result): Result {
	if (result.failure !== undefined)
		throw new Error(`The node's execution did not succeed: ${result.failure}`);
	return result;
}
