import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { z } from 'zod';

import { undoLater } from '../../e2e/server/leftovers';
import type { Answer, Question } from './messages';
import { answer } from './messages';

/** A process of its own, so that what it measures of itself is about one thing only. */
export interface Child {
	pid: number;
	/**
	 * Asks it to do something, and waits until that is done.
	 *
	 * @param shape what the answer is
	 * @throws with its text when it did not succeed
	 */
	ask<Result>(name: string, input: unknown, shape: z.ZodType<Result>): Promise<Result>;
	stop(): Promise<void>;
}

export interface ChildOptions {
	env?: Record<string, string>;
	/** Arguments for Node itself. */
	nodeArgs?: string[];
}

/** @param script a module that calls `answerQuestions` */
export function startChild(script: string, { env, nodeArgs = [] }: ChildOptions = {}): Child {
	const child = fork(script, {
		env: { ...process.env, ...env },
		execArgv: [...process.execArgv, ...nodeArgs],
	});
	const open = new Map<number, (answer: Answer) => void>();
	let asked = 0;

	child.on('message', (message) => {
		const given = answer.parse(message);
		open.get(given.id)?.(given);
		open.delete(given.id);
	});
	child.on('exit', () =>
		open.forEach((settle, id) => settle({ id, failure: `${script} has ended` })),
	);

	return {
		pid: child.pid ?? 0,
		async ask(name, input, shape) {
			const id = (asked += 1);
			const given = await new Promise<Answer>((resolve) => {
				open.set(id, resolve);
				child.send({ id, name, input } satisfies Question);
			});
			if (given.failure !== undefined) throw new Error(given.failure);
			return shape.parse(given.result);
		},
		stop: undoLater(async () => {
			if (child.exitCode !== null) return;
			child.disconnect();
			await once(child, 'exit');
		}),
	};
}
