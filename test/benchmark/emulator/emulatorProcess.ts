import { randomUUID } from 'node:crypto';
import { rm, statfs } from 'node:fs/promises';
import { z } from 'zod';

import type { Emulator } from '../../emulator';
import { startEmulator } from '../../emulator';
import { durationIn } from '../durations';
import { handleRequests } from '../processes/handleRequests';
import { Observer } from './observer';

const settings = z.object({ listCarriesStatus: z.boolean(), speed: z.number() });

const observer = new Observer();
const running: Emulator[] = [];

handleRequests(
	{
		async start(input) {
			const { listCarriesStatus, speed } = settings.parse(input);
			await keepFilesInMemory();
			const emulator: Emulator = await startEmulator({
				listCarriesStatus,
				processingMs: (name) => durationIn(name) / speed,
				read: async ({ path, fileName, size }) => {
					await rm(path);
					return { content: `Text of ${fileName}`, data: { file_name: fileName, bytes: size } };
				},
				onRequest: (request) => observer.note(request, emulator),
			});
			running.push(emulator);
			return { url: emulator.url, token: emulator.token };
		},
		async openWorkflow() {
			const workflow = randomUUID();
			running.forEach((emulator) => emulator.settings.workflows.push(workflow));
			return workflow;
		},
		async closeWorkflow(input) {
			const workflow = z.string().parse(input);
			const [report] = running.map((emulator) => observer.report(workflow, emulator));
			for (const emulator of running) {
				for (const { id } of [...emulator.extracts.values()].filter(
					(extract) => extract.workflow === workflow,
				))
					emulator.remove(id);
			}
			return report;
		},
	},
	async () => void (await Promise.all(running.map(async (emulator) => await emulator.close()))),
);

/** A file system in memory, on Linux. */
const MEMORY = '/dev/shm';

/** Bytes that must be free there. */
const ROOM = 2e9;

/** Moves the temporary files of this process into memory where there is room: a busy disk would distort the measurement. */
async function keepFilesInMemory(): Promise<void> {
	const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
	if (bavail * bsize > ROOM) process.env.TMPDIR = MEMORY;
}
