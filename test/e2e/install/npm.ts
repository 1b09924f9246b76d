import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

import { undoLater } from '../server/leftovers';

const TRIES = 3;
const PAUSE_MS = 5_000;

export type Print = (line: string) => void;

export interface NpmPlace {
	cwd: string;
	env: NodeJS.ProcessEnv;
	print: Print;
}

/**
 * Runs npm, again when it fails: a step takes minutes, and a registry may hiccup in any of them.
 *
 * @throws when the last try fails too
 */
export async function npm(args: string[], place: NpmPlace): Promise<void> {
	for (let attempt = 1; ; attempt += 1) {
		const started = performance.now();
		place.print(`npm ${args.join(' ')}${attempt > 1 ? ` (try ${attempt} of ${TRIES})` : ''}`);
		const exitCode = await runOnce(args, place);
		place.print(
			`npm ended with ${exitCode} after ${((performance.now() - started) / 1000).toFixed(0)} s`,
		);
		if (exitCode === 0) return;
		if (attempt === TRIES)
			throw new Error(`npm ${args.join(' ')} did not succeed in ${TRIES} tries`);
		await wait(PAUSE_MS * attempt);
	}
}

async function runOnce(args: string[], { cwd, env, print }: NpmPlace): Promise<number> {
	// In a group of its own, so that what it starts can be ended with it.
	const child = spawn('npm', args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
	const isRunning = () => child.exitCode === null && child.signalCode === null;
	const stop = undoLater(async () => {
		if (isRunning() && child.pid !== undefined) process.kill(-child.pid);
	});
	const exited = once(child, 'close');
	for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', print);
	await exited;
	await stop();
	return child.exitCode ?? 1;
}
