import { MultiBar, Presets } from 'cli-progress';

import type { Emulator, RecordedRequest } from '../emulator';
import { startEmulator } from '../emulator';
import type { StoredExtract } from '../emulator/extracts';
import { accountIn } from './account';

/** The service that the demo uses. */
export interface Service {
	name: string;
	credential: { token: string; baseUrl: string };
	workflowId: string;
	showProgress(documents: number): void;
	hideProgress(): void;
	close(): Promise<void>;
}

/**
 * The real service where an account is set, else the emulator.
 *
 * @throws when only a part of the account is set
 */
export async function chooseService(): Promise<Service> {
	const account = accountIn(process.env);
	if (account === undefined) return await emulatedService();
	const { token, workflowId, baseUrl } = account;
	const timer = { stop: () => {} };
	return {
		name: baseUrl,
		credential: { token, baseUrl },
		workflowId,
		showProgress: () => {
			const started = Date.now();
			const interval = setInterval(
				() => process.stdout.write(`\rWaiting     ${Math.round((Date.now() - started) / 1000)} s`),
				1_000,
			);
			timer.stop = () => clearInterval(interval);
		},
		hideProgress: () => timer.stop(),
		close: async () => {},
	};
}

async function emulatedService(): Promise<Service> {
	const bars = new MultiBar(
		{
			format: '{stage} {bar} {value}/{total}',
			hideCursor: true,
			barsize: 30,
			noTTYOutput: true,
			notTTYSchedule: 3_000,
		},
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
			progress.push(({ extracts }) => {
				const isOver = ({ createdAt, processingMs }: StoredExtract) =>
					Date.now() - createdAt >= processingMs;
				uploaded.update(extracts.size);
				finished.update([...extracts.values()].filter(isOver).length);
			});
		},
		hideProgress: () => bars.stop(),
		close: async () => await emulator.close(),
	};
}
