import { z } from 'zod';

import { peakDuring } from '../../e2e/server/memory';

/** What something cost the process that did it. */
export const cost = z.object({
	/** Of a clock that nothing speeds up. */
	seconds: z.number(),
	cpuSeconds: z.number(),
	/** Bytes of physical memory at the most, above those at the beginning. */
	memory: z.number(),
});

export type Cost = z.infer<typeof cost>;

/** Measures this process while it does something. */
export async function measure(task: () => Promise<void>): Promise<Cost> {
	const started = process.hrtime.bigint();
	const cpu = process.cpuUsage();
	const { above } = await peakDuring(process.pid, task);
	const { user, system } = process.cpuUsage(cpu);
	return { seconds: Number(process.hrtime.bigint() - started) / 1e9, cpuSeconds: (user + system) / 1e6, memory: above };
}
