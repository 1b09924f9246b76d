import { AnesyaApiError } from '../transport/apiError';
import type { ListRow } from '../api/page';
import type { UploadFile } from '../transport/multipartForm';

/** The answer was lost, and it could not be found out what became of the documents. */
export function lostResponseError(error: AnesyaApiError, files: UploadFile[]): AnesyaApiError {
	return error.with({
		description: `Anesya may have taken ${namesOf(files)} all the same: it was not sent again, so that it is not charged twice. Look for it in the Anesya app; if it is there, collect it with Wait for Extraction and its ID. ${error.description}`,
	});
}

/** It could not be told from the list which extracts are those of the documents. */
export function unclearUploadError(files: UploadFile[], candidates: ListRow[]): AnesyaApiError {
	const ids = candidates.map(({ id }) => id);
	const named = ids.length > 0 ? `, and these extracts could be it: ${ids.join(', ')}` : '';
	return new AnesyaApiError(
		{
			message: `It is not clear whether Anesya took ${namesOf(files)}`,
			description: `There was no clear answer${named}. It was not sent again, so that it is not charged twice. Look in the Anesya app, and collect the right extract with Wait for Extraction and its ID.`,
		},
		{ retryable: false, accepted: 'maybe', candidates: ids },
	);
}

function namesOf(files: UploadFile[]): string {
	return files.map(({ name }) => `"${name}"`).join(', ');
}
