import { join } from 'node:path';

import type { RunOptions } from '../benchmark';
import { cost } from '../processes/measure';
import { startChild } from '../processes/startChild';

const DOCUMENTS = 5_000;

/** Fewer, for the compiler. */
const WARM_UP = 1_000;

/** Bytes of memory over base; one entry for each repetition, in fresh processes. */
export interface WaitMemory {
	/** One wait of this package for 5,000 extracts. */
	waits: number[];
	/** 5,000 bare loops of sleeping and looking. */
	bareLoops: number[];
}

export async function measureWaitMemory({ isQuick }: RunOptions): Promise<WaitMemory> {
	const result: WaitMemory = { waits: [], bareLoops: [] };
	for (let repetition = 0; repetition < (isQuick ? 1 : 5); repetition += 1) {
		result.waits.push(await memoryOf('wait'));
		result.bareLoops.push(await memoryOf('bareLoops'));
	}
	return result;
}

async function memoryOf(name: 'wait' | 'bareLoops'): Promise<number> {
	const child = startChild(join(__dirname, 'growthProcess.ts'), { nodeArgs: ['--expose-gc'] });
	const request = async (documents: number) =>
		await child.request(name, { documents, listCarriesStatus: true }, cost);
	await request(WARM_UP);
	const { memory } = await request(DOCUMENTS);
	await child.stop();
	return memory;
}
