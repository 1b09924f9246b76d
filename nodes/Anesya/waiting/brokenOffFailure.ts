import { AnesyaFailure } from '../api/failure';

/** A wait that cannot go on: running the workflow again would upload the document again, and pay for it. */
export function brokenOffFailure(failure: AnesyaFailure, id: string): AnesyaFailure {
	const { message, description, facts } = failure;
	if (facts.status === 404) return failure;
	return new AnesyaFailure(
		{
			message,
			description: `${description} What Anesya has taken stays there and costs nothing more: collect it with Wait for Extraction and the Extract ID ${id} instead of uploading it again.`,
		},
		facts,
	);
}
