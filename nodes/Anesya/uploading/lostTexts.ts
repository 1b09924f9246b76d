import { AnesyaFailure } from '../api/failure';
import type { Row } from '../api/page';
import type { UploadFile } from '../api/uploadForm';

/** The answer was lost, and it could not be found out what became of the documents. */
export function lostAnswerFailure(
	{ message, description, facts }: AnesyaFailure,
	files: UploadFile[],
): AnesyaFailure {
	return new AnesyaFailure(
		{
			message,
			description: `Anesya may have taken ${namesOf(files)} all the same: it was not sent again, so that it is not charged twice. Look for it in the Anesya app; if it is there, collect it with Wait for Extraction and its ID. ${description}`,
		},
		facts,
	);
}

/** It could not be told from the list which extracts are those of the documents. */
export function unclearFailure(files: UploadFile[], candidates: Row[]): AnesyaFailure {
	const ids = candidates.map(({ id }) => id);
	const named = ids.length > 0 ? `, and these extracts could be it: ${ids.join(', ')}` : '';
	return new AnesyaFailure(
		{
			message: `It is not clear whether Anesya took ${namesOf(files)}`,
			description: `There was no clear answer${named}. It was not sent again, so that it is not charged twice. Look in the Anesya app, and collect the right extract with Wait for Extraction and its ID.`,
		},
		{ passing: false, taken: 'maybe', candidates: ids },
	);
}

function namesOf(files: UploadFile[]): string {
	return files.map(({ name }) => `"${name}"`).join(', ');
}
