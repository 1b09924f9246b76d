import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../transport/client';
import type { ApiResponse } from '../transport/response';
import type { Extract } from './extract';
import { isExtract } from './extract';
import type { UploadFile } from '../transport/multipartForm';
import { MultipartForm } from '../transport/multipartForm';
import { unexpectedResponse } from '../transport/statusError';

/** How a document is to be processed that goes into no workflow. What is undefined is not sent. */
export interface Processing {
	server: string;
	schema?: string;
	classifier?: string;
	metadata?: IDataObject;
	/** Pages of a PDF, from 1; both included. */
	firstPage?: number;
	lastPage?: number;
}

/**
 * Uploads one document without a workflow: `POST /extract/` (documented; that `metadata` goes as JSON
 * text is inferred).
 *
 * @throws AnesyaApiError
 */
export async function uploadWithoutWorkflow(
	api: ApiClient,
	file: UploadFile,
	processing: Processing,
): Promise<Extract> {
	const { firstPage, lastPage } = processing;
	const query = { pdf_page_start: firstPage, pdf_page_end: lastPage };
	return extractIn(
		await api.send({ method: 'POST', path: '/extract/', query, form: formWith(file, processing) }),
	);
}

function formWith(
	file: UploadFile,
	{ server, schema, classifier, metadata }: Processing,
): MultipartForm {
	const form = new MultipartForm();
	form.append('server', server);
	if (schema !== undefined) form.append('schema', schema);
	if (classifier !== undefined) form.append('classifier', classifier);
	if (metadata !== undefined) form.append('metadata', JSON.stringify(metadata));
	form.append('document', file);
	return form;
}

/** One extract (documented); a list of one is understood too. */
function extractIn(response: ApiResponse): Extract {
	const [extract, ...more]: unknown[] = Array.isArray(response.json)
		? response.json
		: [response.json];
	if (!isExtract(extract) || more.length > 0) throw unexpectedResponse(response, 'an extract');
	return extract;
}
