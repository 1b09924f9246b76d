import { z } from 'zod';

import { cost } from '../processes/measure';

/** What the engine's process is asked to begin with. */
export const setup = z.object({ url: z.string(), token: z.string(), packageFolder: z.string() });

/** Documents for the next executions: a file, or so many small ones with these names. */
export const documents = z.union([z.object({ path: z.string() }), z.object({ names: z.array(z.string()) })]);

/** An execution of one Anesya node, or several of them at once. */
export const execution = z.object({
	operation: z.string(),
	workflow: z.string(),
	executions: z.number().default(1),
	options: z.record(z.union([z.string(), z.number(), z.boolean()])).default({}),
});

/** What came of it. */
export const executed = cost.extend({
	/** Items that came out of all executions. */
	items: z.number(),
	failure: z.string().optional(),
});

/** Milliseconds of the processor, by whose code it ran. */
export const profiled = executed.extend({ byOwner: z.record(z.number()), functions: z.array(z.tuple([z.string(), z.number()])) });

export type Executed = z.infer<typeof executed>;
export type Profiled = z.infer<typeof profiled>;
