import { AnesyaFailure } from './failure';
import type { UploadFile } from './uploadForm';

/** After a lost answer the documents may be at Anesya already, and a second upload would cost again. */
export function withLostAnswerAdvice(failure: unknown, files: UploadFile[]): unknown {
	if (!(failure instanceof AnesyaFailure) || failure.facts.taken === 'no') return failure;
	const names = files.map(({ name }) => `"${name}"`).join(', ');
	return new AnesyaFailure(
		{
			message: failure.message,
			description: `Anesya may have taken ${names} all the same: it was not sent again, so that it is not charged twice. Look for it in the Anesya app; if it is there, collect it with Wait for Extraction and its ID. ${failure.description}`,
		},
		failure.facts,
	);
}
