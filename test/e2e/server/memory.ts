import { readFile, writeFile } from 'node:fs/promises';

/** Bytes of physical memory. */
export interface Memory {
	now: number;
	/** The maximum since the process started, or since `peakDuring` started. */
	peak: number;
}

/** The memory of a process, as Linux reports it. */
export async function memoryOf(pid: number): Promise<Memory> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const bytes = (name: string) =>
		Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
	return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/**
 * Measures the maximum memory of a process during a task, above what it had before.
 *
 * @returns bytes
 */
export async function peakDuring(
	pid: number,
	task: () => Promise<void>,
): Promise<{ base: number; above: number }> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	const { now: base } = await memoryOf(pid);
	await task();
	return { base, above: (await memoryOf(pid)).peak - base };
}

export function inMegabytes(bytes: number): string {
	return `${Math.round(bytes / 1e6)} MB`;
}
