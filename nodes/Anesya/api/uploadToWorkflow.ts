import type { ApiClient } from '../transport/client';
import type { ApiResponse } from '../transport/response';
import type { Extract } from './extract';
import { isExtract } from './extract';
import type { UploadFile } from '../transport/multipartForm';
import { MultipartForm } from '../transport/multipartForm';
import { unexpectedResponse } from '../transport/statusError';

/**
 * Uploads files into a workflow in one request: `POST /workflow/{id}/extract/` (documented).
 *
 * @param files at least one
 * @returns the extracts that Anesya created, in the order of its answer
 * @throws AnesyaApiError
 */
export async function uploadToWorkflow(
	api: ApiClient,
	workflowId: string,
	files: UploadFile[],
): Promise<Extract[]> {
	const path = `/workflow/${encodeURIComponent(workflowId)}/extract/` as const;
	return extractsIn(await api.send({ method: 'POST', path, form: formWith(files) }), files.length);
}

/** The part names are literally `extracts[0][document]`, `extracts[1][document]` (the first documented). */
function formWith(files: UploadFile[]): MultipartForm {
	const form = new MultipartForm();
	files.forEach((file, index) => form.append(`extracts[${index}][document]`, file));
	return form;
}

/** Fewer than there are files would leave a document behind; that there may be more of them is not ruled out. */
function extractsIn(response: ApiResponse, files: number): Extract[] {
	const extracts: unknown[] = Array.isArray(response.json) ? response.json : [response.json];
	if (extracts.length === 0 || !extracts.every(isExtract))
		throw unexpectedResponse(response, 'a list of extracts');
	const ids = new Set(extracts.map(({ id }) => id));
	if (ids.size < files) throw unexpectedResponse(response, 'an extract for each file');
	return extracts;
}
