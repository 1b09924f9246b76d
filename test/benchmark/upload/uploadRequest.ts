import { z } from 'zod';

/** A file to upload, and its destination. */
export const uploadRequest = z.object({
	url: z.string(),
	token: z.string(),
	workflow: z.string(),
	path: z.string(),
});

export type UploadRequest = z.infer<typeof uploadRequest>;

/** The part that Anesya expects. */
export const DOCUMENT_PART = 'extracts[0][document]';

export function uploadUrl({ url, workflow }: UploadRequest): string {
	return `${url}/workflow/${workflow}/extract/`;
}
