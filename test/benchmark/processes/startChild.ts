import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';

import { onCleanup } from '../../e2e/server/cleanup';
import type { RequestMessage, ResponseMessage } from './messages';
import { responseMessage } from './messages';

/** A child process: what it measures about itself concerns one thing only. */
export interface Child {
	pid: number;
	/**
	 * Sends a request, and waits for the response.
	 *
	 * @param shape of the response
	 * @throws when the request failed
	 */
	request<Result>(name: string, input: unknown, shape: z.ZodType<Result>): Promise<Result>;
	stop(): Promise<void>;
}

export interface ChildOptions {
	env?: Record<string, string>;
	/** Arguments for Node itself. */
	nodeArgs?: string[];
}

/** @param script a module that calls `handleRequests` */
export function startChild(script: string, { env, nodeArgs = [] }: ChildOptions = {}): Child {
	const child = fork(script, {
		env: { ...process.env, ...env },
		execArgv: [...process.execArgv, ...nodeArgs],
	});
	const pending = new Map<number, (response: ResponseMessage) => void>();
	let requests = 0;

	child.on('message', (message) => {
		const response = responseMessage.parse(message);
		pending.get(response.id)?.(response);
		pending.delete(response.id);
	});
	child.on('exit', () =>
		pending.forEach((resolve, id) => resolve({ id, failure: `${script} has ended` })),
	);

	return {
		pid: child.pid ?? 0,
		async request(name, input, shape) {
			const id = (requests += 1);
			const response = await new Promise<ResponseMessage>((resolve) => {
				pending.set(id, resolve);
				child.send({ id, name, input } satisfies RequestMessage);
			});
			if (response.failure !== undefined) throw new Error(response.failure);
			return shape.parse(response.result);
		},
		stop: onCleanup(async () => {
			if (child.exitCode !== null) return;
			child.disconnect();
			await once(child, 'exit');
		}),
	};
}
