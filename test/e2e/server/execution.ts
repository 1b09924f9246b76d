import { z } from 'zod';

/** As n8n's API returns it; `data` is serialized by flatted. */
export const storedExecution = z.object({
	id: z.coerce.string(),
	status: z.string(),
	mode: z.string(),
	data: z.string(),
});

const item = z.object({
	json: z.record(z.unknown()),
	binary: z.record(z.unknown()).optional(),
	pairedItem: z.unknown(),
});
const problem = z.object({ message: z.string(), description: z.string().nullish() });
const task = z.object({
	// A sub-node of an AI agent has no main output.
	data: z.object({ main: z.array(z.array(item).nullable()).optional() }).optional(),
	error: problem.optional(),
});
const runData = z.object({
	resultData: z.object({ runData: z.record(z.array(task)), error: problem.optional() }),
});

export type Item = z.infer<typeof item>;

/** An execution that has ended. */
export interface Execution {
	id: string;
	status: string;
	/** How it was started, such as `webhook` or `manual`. */
	mode: string;
	/** Its error, if it failed. */
	error: z.infer<typeof problem> | undefined;
	/** All of its data, as n8n stores it. */
	text: string;
	/** The output items of a node's last run. */
	itemsOf(node: string, output?: number): Item[];
}

export async function executionFrom({
	id,
	status,
	mode,
	data,
}: z.infer<typeof storedExecution>): Promise<Execution> {
	const { parse } = await import('flatted');
	const { resultData } = runData.parse(parse(data));
	return {
		id,
		status,
		mode,
		error: resultData.error,
		text: data,
		itemsOf: (node, output = 0) => resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [],
	};
}
