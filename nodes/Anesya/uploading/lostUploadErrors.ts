import type { ListRow } from '../api/page';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { elapsedSince } from '../transport/clock';
import type { UploadFile } from '../transport/multipartForm';
import { TRY_LATER } from '../transport/nextSteps';

/** The response was lost, and so was the attempt to find out what became of the files. */
export function lostResponseError(error: AnesyaApiError, files: UploadFile[]): AnesyaApiError {
	const { candidates = [] } = error;
	const possible =
		candidates.length > 0 ? ` These extracts could be it: ${candidates.join(', ')}.` : '';
	return error.with({
		retryable: false,
		description:
			`Anesya may still have accepted ${namesOf(files)}.${possible} It was not sent again, so that it is not charged twice. Look for it in the Anesya app. If it is there, collect it with Wait for Extraction and its ID. If it is not, upload it again. ${causeIn(error)}`.trim(),
	});
}

/** What a search for a lost upload threw: if the list could not be read, the lost response is what counts. */
export function afterSearch(thrown: unknown, lost: AnesyaApiError, files: UploadFile[]): unknown {
	const isUnreadable = thrown instanceof AnesyaApiError && thrown.candidates === undefined;
	return isUnreadable ? lostResponseError(lost, files) : thrown;
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
			description: `There was no clear answer${possible}. It was not sent again, so that it is not charged twice. Look in the Anesya app, and collect the right extract with Wait for Extraction and its ID. If it is not there, upload it again.`,
		},
		{ retryable: false, accepted: 'maybe', candidates: ids, sentAt },
	);
}

/**
 * What is remembered of an upload that may have been accepted.
 *
 * @param thrown that ended its request, or the wait for its response
 * @param startedAt when it was sent, unless the error tells
 * @param earlier the same of the attempts before
 */
export function lostError(
	thrown: unknown,
	startedAt: Instant,
	earlier: AnesyaApiError | undefined,
): AnesyaApiError {
	const error =
		thrown instanceof AnesyaApiError
			? thrown
			: new AnesyaApiError(
					{ message: 'The upload was interrupted', description: '' },
					{ retryable: true, accepted: 'maybe' },
				);
	const sentAt = earlier?.sentAt ?? error.sentAt ?? startedAt;
	return error.with({ sentAt, ...candidatesOf(error, earlier) });
}

/** All extracts that an upload may have become. */
export function candidatesOf(
	one: AnesyaApiError,
	other: AnesyaApiError | undefined,
): { candidates?: string[] } {
	const ids = new Set([...(one.candidates ?? []), ...(other?.candidates ?? [])]);
	return ids.size === 0 ? {} : { candidates: [...ids] };
}

/**
 * The error of an upload that was lost and has no extract.
 *
 * @param lostAt when it was lost: the search has used up some of the time that Anesya asked to wait
 */
export function provenNotAccepted(error: AnesyaApiError, lostAt?: Instant): AnesyaApiError {
	const { retryAfter } = error;
	const waited = lostAt === undefined ? 0 : elapsedSince(lostAt).milliseconds;
	return error.with({
		retryAfter: retryAfter && Math.max(0, retryAfter - waited),
		description: `Anesya did not have it when it was searched for, so it can be sent again. ${error.text}`,
		accepted: 'no',
		unsent: undefined,
	});
}

/** Statuses that refuse a request as it is, before any of its files is looked at. */
const REFUSED_AS_A_WHOLE = new Set([413, 415, 429]);

/** Whether Anesya may have accepted some of the files of a request that it refused. */
export function mayBeAcceptedInPart(
	{ accepted, status = 0, causedElsewhere = false }: AnesyaApiError,
	{ length }: UploadFile[],
): boolean {
	const isOfDocument = status >= 400 && status < 500 && !causedElsewhere;
	return length > 1 && accepted === 'no' && isOfDocument && !REFUSED_AS_A_WHOLE.has(status);
}

/**
 * The error of an upload that was lost, and is not sent again, since it is too late for that.
 *
 * @param error that proves that it was not accepted
 * @param startedAt when it was sent
 */
export function notSentAgain(error: AnesyaApiError, startedAt: Instant): AnesyaApiError {
	const seconds = Math.round(elapsedSince(startedAt).milliseconds / 1000);
	const time = seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
	return error.with({
		retryable: false,
		description: `That was known ${time} after it was sent, too late to send it again in this run by the option 'Timeout'. ${error.text}`,
	});
}

/** The error of an upload that was refused until it was too late to send it again. @param lost an attempt before that */
export function refusedUntilTooLate(
	refused: AnesyaApiError,
	tooLate: AnesyaApiError,
	lost: AnesyaApiError | undefined,
): AnesyaApiError {
	const unsent = lost === undefined ? tooLate.unsent : undefined;
	const description = `${tooLate.text} ${refused.message}. ${refused.text}`;
	return tooLate.with({ unsent, description });
}

/**
 * The error of an upload that was refused, while an earlier attempt or some of its files may be accepted.
 *
 * @param unclear what the search for that attempt ended in
 */
export function stillUnclear(unclear: AnesyaApiError, refused: AnesyaApiError): AnesyaApiError {
	return unclear.with({
		message: refused.message,
		status: refused.status,
		description: `${unclear.text} The last attempt failed: ${causeIn(refused)}`,
	});
}

/** To try again would contradict that it was not sent again: something else must be done first. */
function causeIn({ text }: AnesyaApiError): string {
	return text.replace(TRY_LATER, '').trim();
}

function namesOf(files: UploadFile[]): string {
	return files.map(({ name }) => `"${name}"`).join(', ');
}
