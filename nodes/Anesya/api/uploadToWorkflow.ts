import { AnesyaApiError } from '../transport/apiError';
import type { ApiClient } from '../transport/client';
import type { UploadFile } from '../transport/multipartForm';
import { MultipartForm } from '../transport/multipartForm';
import { unexpectedResponse } from '../transport/statusError';
import type { Extract } from './extract';
import { idsIn, parseExtracts } from './extract';

/**
 * Uploads files into a workflow with one request: `POST /workflow/{id}/extract/` (documented).
 *
 * @param files at least one
 * @param sendBy see `ApiRequest`
 * @returns the extracts that Anesya created, in the order of its response: at least one for each
 * file, and more are not ruled out
 * @throws AnesyaApiError
 */
export async function uploadToWorkflow(
	api: ApiClient,
	workflowId: string,
	files: UploadFile[],
	sendBy?: AbortSignal,
): Promise<Extract[]> {
	const path = `/workflow/${encodeURIComponent(workflowId)}/extract/` as const;
	const call = { method: 'POST', path, form: buildForm(files), sendBy } as const;
	const response = await api.send(call).catch((thrown: unknown) => {
		const isUnknown = thrown instanceof AnesyaApiError && thrown.status === 404;
		throw isUnknown
			? thrown.with({ message: `${thrown.message}: workflow ${workflowId}` })
			: thrown;
	});
	const listed = parseExtracts(response, 'a list of extracts');
	const extracts = [...new Map(listed.map((extract) => [extract.id, extract])).values()];
	// With fewer extracts than files, a document would be left behind unnoticed.
	if (extracts.length < files.length)
		throw unexpectedResponse(response, 'an extract for each file').with({
			candidates: idsIn(response.json),
		});
	return extracts;
}

/** The part names are literally `extracts[0][document]`, `extracts[1][document]` (the first documented). */
function buildForm(files: UploadFile[]): MultipartForm {
	const form = new MultipartForm();
	files.forEach((file, index) => form.append(`extracts[${index}][document]`, file));
	return form;
}
