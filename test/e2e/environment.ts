import type { Emulator, EmulatorOptions } from '../emulator';
import { startEmulator } from '../emulator';
import type { Editor } from './browser/editor';
import { CANARY, watch } from './canary';
import type { Worker } from './queue/startQueue';
import { onCleanup } from './server/cleanup';
import type { N8nServer } from './server/startN8n';

/** What a test case works with: a running n8n with the package, and the Anesya that it talks to. */
export interface Environment {
	n8n: N8nServer;
	anesya: Emulator;
}

/** The same with n8n in queue mode: `n8n` accepts the calls, the workers execute. */
export interface QueueEnvironment extends Environment {
	workers: readonly Worker[];
	startWorker(): Promise<Worker>;
}

/** The same with a folder that n8n may read and write. */
export interface ExamplesEnvironment extends Environment {
	files: string;
}

/** The same with n8n's editor open in a browser. */
export interface EditorEnvironment extends ExamplesEnvironment {
	editor: Editor;
}

/** A document with this in its name does not finish during a run. */
export const SLOW = 'slow';

const QUICK: EmulatorOptions = { processingMs: (name) => (name.includes(SLOW) ? 3_600_000 : 300) };

/** Starts an Anesya that is quick, except for slow documents, unless other options are given. */
export async function startAnesya(options = QUICK): Promise<Emulator> {
	const anesya = await startEmulator({ token: CANARY, ...options });
	watch(`Anesya at ${anesya.url}`, () => JSON.stringify(anesya.requests));
	return { ...anesya, close: onCleanup(async () => await anesya.close()) };
}
