import { z } from 'zod';

/** A file to upload, and where to. */
export const upload = z.object({
	url: z.string(),
	token: z.string(),
	workflow: z.string(),
	path: z.string(),
});

export type Upload = z.infer<typeof upload>;

/** The one part that Anesya wants. */
export const PART = 'extracts[0][document]';

export function addressOf({ url, workflow }: Upload): string {
	return `${url}/workflow/${workflow}/extract/`;
}
