import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { onCleanup } from './cleanup';

/** The output of servers is kept here. */
const LOG_FOLDER = resolve(__dirname, '../../../artefacts/e2e/logs');

/** Milliseconds that a server gets to end by itself. */
const GRACE = 20_000;

export interface Program {
	/** Names its log. */
	name: string;
	command: string;
	args: string[];
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** The owner of the process, if not the user of this one. */
	owner?: { uid: number; gid: number };
	/** The signal that asks it to end; SIGTERM unless given. */
	endsOn?: NodeJS.Signals;
}

/** A server. It runs until it is stopped, or until the end of the run. */
export interface RunningProcess {
	pid: number;
	hasExited(): boolean;
	/** Its output so far. */
	log(): Promise<string>;
	/** Asks it to end, and kills it if it does not. */
	stop(): Promise<void>;
	/** Kills it at once, as a crash would. */
	kill(): Promise<void>;
}

/** @throws when it cannot be started */
export async function startProcess({
	name,
	command,
	args,
	env,
	cwd,
	owner,
	endsOn,
}: Program): Promise<RunningProcess> {
	await mkdir(LOG_FOLDER, { recursive: true });
	const logFile = join(LOG_FOLDER, `${name}.log`);
	const log = await open(logFile, 'w');
	// In its own process group, so that its children can be ended with it, and Ctrl+C reaches only this process.
	const child = spawn(command, args, {
		env,
		cwd,
		...owner,
		detached: true,
		stdio: ['ignore', log.fd, log.fd],
	});
	await once(child, 'spawn').finally(async () => await log.close());
	const { pid } = child;
	if (pid === undefined) throw new Error(`${command} has no process id`);

	const hasExited = () => child.exitCode !== null || child.signalCode !== null;
	const endBy = async (signal: NodeJS.Signals) => {
		if (!hasExited()) child.kill(signal);
		await Promise.race([exitOf(child), wait(GRACE, undefined, { ref: false })]);
		endGroup(pid);
		await exitOf(child);
	};
	return {
		pid,
		hasExited,
		log: async () => await readFile(logFile, 'utf8'),
		stop: onCleanup(async () => await endBy(endsOn ?? 'SIGTERM')),
		kill: async () => await endBy('SIGKILL'),
	};
}

async function exitOf(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Kills the rest of a process group. */
function endGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}
