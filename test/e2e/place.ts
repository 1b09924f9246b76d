import type { Emulator, EmulatorOptions } from '../emulator';
import { startEmulator } from '../emulator';
import type { Worker } from './queue/startQueue';
import { undoLater } from './server/leftovers';
import type { N8nServer } from './server/startN8n';

/** What checks work with: a running n8n with the package, and the Anesya it talks to. */
export interface Place {
	n8n: N8nServer;
	anesya: Emulator;
}

/** Documents with this in their name never finish while a run lasts. */
export const SLOW = 'slow';

const QUICK: EmulatorOptions = { processingMs: (name) => (name.includes(SLOW) ? 3_600_000 : 300) };

/** An Anesya that is quick, but for documents that are to be waited for, unless it is given other habits. */
export async function openAnesya(habits = QUICK): Promise<Emulator> {
	const anesya = await startEmulator(habits);
	return { ...anesya, close: undoLater(async () => await anesya.close()) };
}

/** The same with n8n in queue mode: `n8n` takes the calls, the workers execute. */
export interface QueuePlace extends Place {
	workers: readonly Worker[];
	startWorker(): Promise<Worker>;
}
