import { z } from 'zod';

/** What an emulator saw of the documents of a workflow. Times are real ones, in milliseconds since 1970. */
export const report = z.object({
	/** When the first upload began to come in. */
	firstUploadAt: z.number(),
	/** From the first byte that came in to the answer, of each upload. */
	uploads: z.array(z.object({ bytes: z.number(), milliseconds: z.number() })),
	documents: z.array(
		z.object({
			endsAt: z.number(),
			/** When an answer first told of the end. */
			seenAt: z.number().optional(),
		}),
	),
	/** Status requests: for one document, and for a page of the list. */
	reads: z.number(),
	lists: z.number(),
});

export type Report = z.infer<typeof report>;
