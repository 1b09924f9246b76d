import { join } from 'node:path';
import type { z } from 'zod';

import { documentName } from '../durations';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import type { ProfileShares } from '../engine/protocol';
import { profileShares } from '../engine/protocol';
import type { Cost } from '../processes/measure';
import { cost } from '../processes/measure';
import { startChild } from '../processes/startChild';

/** The bare undici client in a process of its own: it uploads documents that are finished at once, and reads each. */
export interface BareClient {
	cost(documents: number): Promise<Cost>;
	profile(documents: number): Promise<ProfileShares>;
	stop(): Promise<void>;
}

export function startBareClient(anesya: AnesyaProcess): BareClient {
	const child = startChild(join(__dirname, '../batch/referenceClientProcess.ts'));

	async function run<Result>(
		name: string,
		documents: number,
		shape: z.ZodType<Result>,
	): Promise<Result> {
		const workflow = await anesya.openWorkflow();
		const names = Array.from({ length: documents }, (_, index) => documentName(index, 0));
		const { url, token } = anesya;
		const result = await child.request(
			name,
			{ names, service: { url, token, workflow, speed: 1 } },
			shape,
		);
		await anesya.closeWorkflow(workflow);
		return result;
	}

	return {
		cost: async (documents) => await run('cost', documents, cost),
		profile: async (documents) => await run('profile', documents, profileShares),
		stop: async () => await child.stop(),
	};
}
