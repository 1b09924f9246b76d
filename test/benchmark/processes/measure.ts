import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

import { peakDuring } from '../../e2e/server/memory';

/** What a task cost its process. */
export const cost = z.object({
	/** By a clock that is not sped up. */
	seconds: z.number(),
	cpuSeconds: z.number(),
	/** Bytes of physical memory at the start, and at most above that. */
	base: z.number(),
	memory: z.number(),
});

export type Cost = z.infer<typeof cost>;

/** Measures a process during a task; this process unless given. */
export async function measure(task: () => Promise<void>, pid = process.pid): Promise<Cost> {
	const cpuBefore = await cpuSecondsOf(pid);
	const started = process.hrtime.bigint();
	const { base, above } = await peakDuring(pid, task);
	const seconds = Number(process.hrtime.bigint() - started) / 1e9;
	return { seconds, cpuSeconds: (await cpuSecondsOf(pid)) - cpuBefore, base, memory: above };
}

async function cpuSecondsOf(pid: number): Promise<number> {
	if (pid === process.pid) {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1e6;
	}
	// User and system time are fields 14 and 15. The name in brackets before them may contain spaces.
	const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond();
}

function ticksPerSecond(): number {
	return Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
}
