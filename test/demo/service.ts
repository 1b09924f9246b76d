import { MultiBar, Presets } from 'cli-progress';

import type { Emulator, RecordedRequest } from '../emulator';
import { startEmulator } from '../emulator';

/** What the demo talks to. */
export interface Service {
	name: string;
	credential: { token: string; baseUrl: string };
	workflowId: string;
	showProgress(documents: number): void;
	hideProgress(): void;
	close(): Promise<void>;
}

/** The real service where a token is set, else the emulator. */
export async function chooseService(): Promise<Service> {
	const { ANESYA_TOKEN: token, ANESYA_WORKFLOW_ID: workflowId, ANESYA_BASE_URL } = process.env;
	if (token === undefined || workflowId === undefined) return await emulatedService();
	const baseUrl = ANESYA_BASE_URL ?? 'https://api.anesya.app';
	const timer = { stop: () => {} };
	return {
		name: baseUrl,
		credential: { token, baseUrl },
		workflowId,
		showProgress: () => {
			const started = Date.now();
			const interval = setInterval(() => process.stdout.write(`\rWaiting     ${Math.round((Date.now() - started) / 1000)} s`), 1_000);
			timer.stop = () => clearInterval(interval);
		},
		hideProgress: () => timer.stop(),
		close: async () => {},
	};
}

async function emulatedService(): Promise<Service> {
	const bars = new MultiBar(
		{ format: '{stage} {bar} {value}/{total}', hideCursor: true, barsize: 30, noTTYOutput: true, notTTYSchedule: 3_000 },
		Presets.rect,
	);
	const progress: Array<(emulator: Emulator, request: RecordedRequest) => void> = [];
	const emulator = await startEmulator({
		processingMs: (name) => 2_000 + (name.length % 4) * 700,
		onRequest: (request) => progress.forEach((update) => update(emulator, request)),
	});
	return {
		name: `emulator at ${emulator.url} (set ANESYA_TOKEN and ANESYA_WORKFLOW_ID for the real one)`,
		credential: { token: emulator.token, baseUrl: emulator.url },
		workflowId: emulator.workflowId,
		showProgress: (documents) => {
			const uploaded = bars.create(documents, 0, { stage: 'Uploaded ' });
			const finished = bars.create(documents, 0, { stage: 'Finished ' });
			const collected = new Set<string>();
			progress.push(({ extracts }, { method, path }) => {
				uploaded.update(extracts.size);
				const extract = extracts.get(path.split('/')[2] ?? '');
				const isOver = extract !== undefined && Date.now() - extract.createdAt >= extract.processingMs;
				if (method === 'GET' && isOver) collected.add(extract.id);
				finished.update(collected.size);
			});
		},
		hideProgress: () => bars.stop(),
		close: async () => await emulator.close(),
	};
}
