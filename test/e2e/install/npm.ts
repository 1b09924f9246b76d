import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

import { onCleanup } from '../server/cleanup';

const TRIES = 3;
const PAUSE_MS = 5_000;

export type Print = (line: string) => void;

export interface NpmOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
	print: Print;
}

/**
 * Runs npm, and retries when it fails: a step takes minutes, in which a registry may fail.
 *
 * @throws when the last attempt fails
 */
export async function npm(args: string[], options: NpmOptions): Promise<void> {
	for (let attempt = 1; ; attempt += 1) {
		const started = performance.now();
		options.print(`npm ${args.join(' ')}${attempt > 1 ? ` (attempt ${attempt} of ${TRIES})` : ''}`);
		const exitCode = await runOnce(args, options);
		options.print(
			`npm ended with ${exitCode} after ${((performance.now() - started) / 1000).toFixed(0)} s`,
		);
		if (exitCode === 0) return;
		if (attempt === TRIES) throw new Error(`npm ${args.join(' ')} failed ${TRIES} times`);
		await wait(PAUSE_MS * attempt);
	}
}

async function runOnce(args: string[], { cwd, env, print }: NpmOptions): Promise<number> {
	// In its own process group, so that its children can be ended with it.
	const child = spawn('npm', args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
	const isRunning = () => child.exitCode === null && child.signalCode === null;
	const stop = onCleanup(async () => {
		if (isRunning() && child.pid !== undefined) process.kill(-child.pid);
	});
	const exited = once(child, 'close');
	for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', print);
	await exited;
	await stop();
	return child.exitCode ?? 1;
}
