import { z } from 'zod';

/** What an emulator observed about the documents of a workflow. Times are real time, in milliseconds since 1970. */
export const workflowReport = z.object({
	/** When the first upload began to arrive. */
	firstUploadAt: z.number(),
	/** Each upload; its time is from the first byte to the response. */
	uploads: z.array(z.object({ bytes: z.number(), milliseconds: z.number() })),
	documents: z.array(
		z.object({
			endsAt: z.number(),
			/** When a response first showed the end. */
			seenAt: z.number().optional(),
		}),
	),
	/** Status checks: reads of one document, and pages of the list. */
	reads: z.number(),
	lists: z.number(),
});

export type WorkflowReport = z.infer<typeof workflowReport>;
