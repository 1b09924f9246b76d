import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import { cost } from '../processes/measure';

/** The first request to the engine's process. */
export const startRequest = z.object({
	url: z.string(),
	token: z.string(),
	packageFolder: z.string(),
});

/** Documents for the next executions: one file, or small ones with these names. */
export const documentsRequest = z.union([
	z.object({ path: z.string() }),
	z.object({ names: z.array(z.string()) }),
]);

/** One execution of a node, or several in parallel. */
export const executionRequest = z.object({
	/** What `prepare` returned for the documents. */
	prepared: z.number(),
	type: z.enum(['anesya', 'formData']).default('anesya'),
	parameters: z.custom<INodeParameters>((value) => typeof value === 'object' && value !== null),
	executions: z.number().default(1),
});

/** What an execution cost. */
export const executionResult = cost.extend({
	/** Output items of all executions. */
	items: z.number(),
	failure: z.string().optional(),
});

/** CPU milliseconds by the owner of the code. */
export const profileShares = z.object({
	byOwner: z.record(z.number()),
	functions: z.array(z.tuple([z.string(), z.number()])),
});

export const profileResult = executionResult.merge(profileShares);

export type ExecutionResult = z.infer<typeof executionResult>;
export type ProfileShares = z.infer<typeof profileShares>;
export type ProfileResult = z.infer<typeof profileResult>;

/** Parameters of an Anesya node. */
export function uploadInto(
	workflow: string,
	operation: 'upload' | 'uploadAndWait' = 'uploadAndWait',
): INodeParameters {
	return { operation, workflow: { __rl: true, mode: 'id', value: workflow } };
}
