import { z } from 'zod';

/** What a process of the benchmark is asked, and what it answers. */
export const question = z.object({ id: z.number(), name: z.string(), input: z.unknown() });
export const answer = z.object({
	id: z.number(),
	result: z.unknown(),
	failure: z.string().optional(),
});

export type Question = z.infer<typeof question>;
export type Answer = z.infer<typeof answer>;
