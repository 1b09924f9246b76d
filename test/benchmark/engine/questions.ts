import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import { cost } from '../processes/measure';

/** What the engine's process is asked to begin with. */
export const setup = z.object({ url: z.string(), token: z.string(), packageFolder: z.string() });

/** Documents for the next executions: a file, or so many small ones with these names. */
export const documents = z.union([
	z.object({ path: z.string() }),
	z.object({ names: z.array(z.string()) }),
]);

/** An execution of one node, or several of them at once. */
export const execution = z.object({
	/** What preparing the documents gave. */
	prepared: z.number(),
	type: z.enum(['anesya', 'formData']).default('anesya'),
	parameters: z.custom<INodeParameters>((value) => typeof value === 'object' && value !== null),
	executions: z.number().default(1),
});

/** What came of it. */
export const executed = cost.extend({
	/** Items that came out of all executions. */
	items: z.number(),
	failure: z.string().optional(),
});

/** Milliseconds of the processor, by whose code it ran. */
export const profiled = executed.extend({
	byOwner: z.record(z.number()),
	functions: z.array(z.tuple([z.string(), z.number()])),
});

export type Executed = z.infer<typeof executed>;
export type Profiled = z.infer<typeof profiled>;

/** Parameters of an Anesya node. */
export function uploadInto(
	workflow: string,
	operation: 'upload' | 'uploadAndWait' = 'uploadAndWait',
): INodeParameters {
	return { operation, workflow: { __rl: true, mode: 'id', value: workflow } };
}
