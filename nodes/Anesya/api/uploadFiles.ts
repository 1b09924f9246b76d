import type { AnesyaApi } from './anesyaApi';
import type { Answer } from './answer';
import type { Extract } from './extract';
import { isExtract } from './extract';
import { oddAnswer } from './oddAnswer';
import type { UploadFile } from './uploadForm';
import { UploadForm } from './uploadForm';

/**
 * Uploads files into a workflow in one request: `POST /workflow/{id}/extract/` (documented).
 *
 * @param files at least one
 * @returns the extracts that Anesya created, in the order of its answer
 * @throws AnesyaFailure
 */
export async function uploadFiles(
	api: AnesyaApi,
	workflowId: string,
	files: UploadFile[],
): Promise<Extract[]> {
	const path = `/workflow/${encodeURIComponent(workflowId)}/extract/` as const;
	return extractsIn(await api.send({ method: 'POST', path, form: formWith(files) }), files.length);
}

/** The part names are literally `extracts[0][document]`, `extracts[1][document]` (the first documented). */
function formWith(files: UploadFile[]): UploadForm {
	const form = new UploadForm();
	files.forEach((file, index) => form.append(`extracts[${index}][document]`, file));
	return form;
}

/** Fewer than there are files would leave a document behind; that there may be more of them is not ruled out. */
function extractsIn(answer: Answer, files: number): Extract[] {
	const extracts: unknown[] = Array.isArray(answer.json) ? answer.json : [answer.json];
	if (extracts.length === 0 || !extracts.every(isExtract))
		throw oddAnswer(answer, 'a list of extracts');
	const ids = new Set(extracts.map(({ id }) => id));
	if (ids.size < files) throw oddAnswer(answer, 'an extract for each file');
	return extracts;
}
