import { readdir, readFile } from 'node:fs/promises';

import { SCRATCH } from './scratchFolder';

/** Processes of this run: those with one of its folders in their environment or arguments. */
export async function strayProcesses(): Promise<string[]> {
	const pids = (await readdir('/proc')).filter(
		(name) => /^\d+$/.test(name) && Number(name) !== process.pid,
	);
	const found = await Promise.all(
		pids.map(async (pid) => {
			const [command, settings] = await Promise.all(
				['cmdline', 'environ'].map(
					async (file) => await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => ''),
				),
			);
			return `${command}${settings}`.includes(SCRATCH)
				? [`${pid} ${command?.replaceAll('\0', ' ')}`]
				: [];
		}),
	);
	return found.flat();
}
