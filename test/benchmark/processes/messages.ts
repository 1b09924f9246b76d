import { z } from 'zod';

/** The messages between the benchmark and its child processes. */
export const requestMessage = z.object({ id: z.number(), name: z.string(), input: z.unknown() });
export const responseMessage = z.object({
	id: z.number(),
	result: z.unknown(),
	failure: z.string().optional(),
});

export type RequestMessage = z.infer<typeof requestMessage>;
export type ResponseMessage = z.infer<typeof responseMessage>;
