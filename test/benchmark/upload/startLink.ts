import { join } from 'node:path';
import { z } from 'zod';

import type { BenchAnesya } from '../emulator/startAnesya';
import { startChild } from '../processes/startChild';

/** A link to Anesya in a process of its own. */
export async function startLink(
	{ url }: BenchAnesya,
	bytesPerSecond: number,
): Promise<{ url: string; stop(): Promise<void> }> {
	const child = startChild(join(__dirname, 'linkProcess.ts'));
	const port = await child.ask(
		'open',
		{ port: Number(new URL(url).port), bytesPerSecond },
		z.number(),
	);
	return { url: `http://127.0.0.1:${port}`, stop: child.stop };
}
