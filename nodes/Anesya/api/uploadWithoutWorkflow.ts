import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../transport/client';
import type { UploadFile } from '../transport/multipartForm';
import { MultipartForm } from '../transport/multipartForm';
import { unexpectedResponse } from '../transport/statusError';
import type { Extract } from './extract';
import { idsIn, parseExtracts, UPLOAD_ID_KEY } from './extract';

/** How to process a document that goes into no workflow. Undefined fields are not sent. */
export interface Processing {
	server: string;
	schema?: string;
	classifier?: string;
	metadata?: IDataObject;
	/** Pages of a PDF, counted from 1; both are included. */
	firstPage?: number;
	lastPage?: number;
}

/**
 * Uploads one document without a workflow: `POST /extract/` (documented; that `metadata` is sent as
 * JSON text is inferred).
 *
 * @param uploadId goes into the metadata; undefined for none
 * @param sendBy see `ApiRequest`
 * @returns the extract that Anesya created (documented); a list of one is understood too
 * @throws AnesyaApiError
 */
export async function uploadWithoutWorkflow(
	api: ApiClient,
	file: UploadFile,
	processing: Processing,
	uploadId: string | undefined,
	sendBy?: AbortSignal,
): Promise<Extract> {
	const query = { pdf_page_start: processing.firstPage, pdf_page_end: processing.lastPage };
	const id = uploadId === undefined ? {} : { [UPLOAD_ID_KEY]: uploadId };
	const metadata = { ...processing.metadata, ...id };
	const form = buildForm(file, { ...processing, metadata });
	const response = await api.send({ method: 'POST', path: '/extract/', query, form, sendBy });
	const [extract, ...others] = parseExtracts(response, 'an extract');
	if (extract === undefined || others.length > 0)
		throw unexpectedResponse(response, 'an extract').with({ candidates: idsIn(response.json) });
	return extract;
}

function buildForm(
	file: UploadFile,
	{ server, schema, classifier, metadata }: Processing,
): MultipartForm {
	const form = new MultipartForm();
	form.append('server', server);
	if (schema !== undefined) form.append('schema', schema);
	if (classifier !== undefined) form.append('classifier', classifier);
	if (metadata !== undefined && Object.keys(metadata).length > 0)
		form.append('metadata', JSON.stringify(metadata));
	form.append('document', file);
	return form;
}
