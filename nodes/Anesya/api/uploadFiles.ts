import type { AnesyaApi } from './anesyaApi';
import type { Answer } from './answer';
import type { Extract } from './extract';
import { isExtract } from './extract';
import { withLostAnswerAdvice } from './lostAnswer';
import { oddAnswer } from './oddAnswer';
import { uploadRetryDelay } from './retry';
import { retrying } from './retrying';
import type { UploadFile } from './uploadForm';
import { UploadForm } from './uploadForm';

/**
 * Uploads files into a workflow in one request: `POST /workflow/{id}/extract/` (documented).
 *
 * @param files at least one; each is opened again should the request have to be repeated
 * @returns the extracts that Anesya created, in the order of its answer
 * @throws AnesyaFailure; where an answer was lost, its text says how not to pay twice
 */
export async function uploadFiles(
	api: AnesyaApi,
	workflowId: string,
	files: UploadFile[],
	stop: AbortSignal | undefined,
): Promise<Extract[]> {
	const path = `/workflow/${encodeURIComponent(workflowId)}/extract/` as const;
	const send = async () => extractsIn(await api.send({ method: 'POST', path, form: formWith(files) }));
	try {
		return await retrying(send, uploadRetryDelay, stop);
	} catch (thrown) {
		throw withLostAnswerAdvice(thrown, files);
	}
}

/** The part names are literally `extracts[0][document]`, `extracts[1][document]` (the first documented). */
function formWith(files: UploadFile[]): UploadForm {
	const form = new UploadForm();
	files.forEach((file, index) => form.append(`extracts[${index}][document]`, file));
	return form;
}

function extractsIn(answer: Answer): Extract[] {
	const extracts: unknown[] = Array.isArray(answer.json) ? answer.json : [answer.json];
	if (extracts.length === 0 || !extracts.every(isExtract)) throw oddAnswer(answer, 'a list of extracts');
	return extracts;
}
