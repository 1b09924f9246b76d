import { parseArgs } from 'node:util';
import fc from 'fast-check';

import { TestRunner } from '../testRunner';
import { targets } from './targets';

/** Bytes that one target may keep after all its inputs. */
const MOST_KEPT = 20_000_000;

/** `npm run fuzz [-- --runs N --seed N --only NAME]`: N inputs in all, shared by the parsers and guards. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			runs: { type: 'string', default: '100000' },
			seed: { type: 'string', default: String(Date.now() % 1_000_000) },
			only: { type: 'string', default: '' },
		},
	});
	const chosen = targets.filter(({ name }) => name.includes(values.only));
	const numRuns = Math.ceil(Number(values.runs) / chosen.length);
	const seed = Number(values.seed);
	console.log(`Seed ${seed}, ${chosen.length} targets, ${numRuns} inputs each`);
	const runner = new TestRunner();
	for (const { name, property } of chosen)
		await runner.run(name, async () => {
			const before = heapUsed();
			await fc.assert(property, { numRuns, seed });
			const kept = heapUsed() - before;
			if (kept > MOST_KEPT) throw new Error(`${Math.round(kept / 1e6)} MB are kept`);
		});
	runner.summarize();
}

function heapUsed(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

void main();
