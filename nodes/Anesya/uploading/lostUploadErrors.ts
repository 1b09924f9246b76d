import type { ListRow } from '../api/page';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import type { UploadFile } from '../transport/multipartForm';

/** The response was lost, and so was the attempt to find out what became of the files. */
export function lostResponseError(error: AnesyaApiError, files: UploadFile[]): AnesyaApiError {
	const { candidates = [] } = error;
	const possible =
		candidates.length > 0 ? ` These extracts could be it: ${candidates.join(', ')}.` : '';
	return error.with({
		retryable: false,
		description: `Anesya may still have accepted ${namesOf(files)}.${possible} It was not sent again, so that it is not charged twice. Look for it in the Anesya app. If it is there, collect it with Wait for Extraction and its ID. ${error.description}`,
	});
}

/**
 * The list does not show which extracts are those of the files.
 *
 * @param sentAt when their request left
 */
export function unclearUploadError(
	files: UploadFile[],
	candidates: ListRow[],
	sentAt: Instant,
): AnesyaApiError {
	const ids = candidates.map(({ id }) => id);
	const possible = ids.length > 0 ? `, and these extracts could be it: ${ids.join(', ')}` : '';
	return new AnesyaApiError(
		{
			message: `It is not clear whether Anesya accepted ${namesOf(files)}`,
			description: `There was no clear answer${possible}. It was not sent again, so that it is not charged twice. Look in the Anesya app, and collect the right extract with Wait for Extraction and its ID.`,
		},
		{ retryable: false, accepted: 'maybe', candidates: ids, sentAt },
	);
}

function namesOf(files: UploadFile[]): string {
	return files.map(({ name }) => `"${name}"`).join(', ');
}
