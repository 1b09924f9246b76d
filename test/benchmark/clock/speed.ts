import { resolve } from 'node:path';

import type { ChildOptions } from '../processes/startChild';

const PRELOAD = resolve(__dirname, 'faster.cjs');

/** Makes time pass faster in a child process. */
export function childAtSpeed(speed: number): ChildOptions {
	return { nodeArgs: ['--require', PRELOAD], env: environment(speed) };
}

/** The same for n8n, by environment variables only. */
export function n8nAtSpeed(speed: number): Record<string, string> {
	return { NODE_OPTIONS: `--require ${PRELOAD}`, ...environment(speed) };
}

function environment(speed: number): Record<string, string> {
	return { BENCH_SPEED: String(speed) };
}
