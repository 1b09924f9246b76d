import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { z } from 'zod';

import type { Emulator } from '../../emulator';
import { startEmulator } from '../../emulator';
import { durationIn } from '../draws/documentNames';
import { answerQuestions } from '../processes/answerQuestions';
import { keepFilesInMemory } from './inMemory';
import { Observer } from './observer';

const settings = z.object({ listCarriesStatus: z.boolean(), speed: z.number() });

const observer = new Observer();
const running: Emulator[] = [];

answerQuestions(
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
