import { boundedName, joinBounded } from '../guards/boundedText';
import { AnesyaApiError } from '../transport/apiError';
import type { Failure, Outcome, Remains } from './operation';
import { isFailure } from './operation';
import type { UploadTracker } from './uploadTracker';
import { describeUnclear } from './uploadTracker';

/** How many documents a text lists by name. */
const MAX_NAMED = 100;

/**
 * What happened to the others when an item cannot be used as it is.
 *
 * @param refused the failures of each item; most have none
 * @param uploads what earlier tries have left
 */
export function nothingSent(refused: Failure[][], uploads: UploadTracker): string {
	const count = refused.filter(({ length }) => length > 0).length;
	const [first] = refused.flat();
	const many = count > 1 ? `${count} of ${refused.length} items cannot be used as they are. ` : '';
	const earlier = leftByEarlierTries([], uploads);
	const isSaid = first?.error instanceof AnesyaApiError && first.error.unsent !== undefined;
	if (count === 1 && refused.length === 1 && isSaid && earlier === '') return '';
	const next = count < refused.length ? ` ${HOW_OTHERS_CONTINUE}` : '';
	return `${many}Nothing ${earlier === '' ? '' : 'more '}was sent.${earlier === '' ? '' : ` ${earlier}`}${next}`;
}

/**
 * What earlier tries of n8n have left at Anesya that is in none of the outcomes, or ''. n8n keeps the
 * error of the last try only.
 */
export function leftByEarlierTries(outcomes: Outcome[], uploads: UploadTracker): string {
	const known = new Set(outcomes.map(({ about }) => about.id));
	const ids = uploads.ids().filter((id) => !known.has(id));
	const unclear = uploads.unclearBefore();
	const ended = uploads.endedBefore().filter((id) => !known.has(id));
	return [
		ids.length === 0 ? '' : `${LEFT}: ${ids.join(', ')}.`,
		ended.length === 0 ? '' : `Ended with the status ERROR in an earlier try: ${ended.join(', ')}.`,
		unclear.length === 0
			? ''
			: `It is not clear whether Anesya accepted these in an earlier try: ${unclear.join(', ')}.`,
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}

const LEFT =
	'Already at Anesya from an earlier try, to be collected with Wait for Extraction at no cost';

/**
 * What happened to the other documents of a run that failed, so that nothing that was charged is lost
 * from sight: every id is named, however many there are.
 *
 * @param remains what the operation leaves at Anesya, if anything
 * @param uploads knows what earlier tries left there
 * @param isStopped whether the user stopped the run; otherwise the error of the first failed document
 * says by itself what became of it
 */
export function whatElseHappened(
	outcomes: Outcome[],
	remains: Remains | undefined,
	uploads: UploadTracker,
	isStopped = false,
): string {
	const failed = outcomes.filter(isFailure);
	const others = isStopped ? failed : failed.slice(1);
	const what = isStopped ? 'were not finished' : 'failed';
	const sentences = [failed.length > 1 ? `${failed.length} of ${outcomes.length} ${what}.` : ''];
	if (remains?.ofFailed === true)
		sentences.push(textForUnclear(others, isStopped), textForEnded(others), textForUnknown(others));
	if (remains !== undefined) {
		const left = outcomes.filter((outcome) =>
			isFailure(outcome) ? remains.ofFailed && isCollectable(outcome) : true,
		);
		sentences.push(textWithIds(remains.text, left));
	}
	sentences.push(leftByEarlierTries(outcomes, uploads));
	return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The next step, where one document ended the run of all. */
export function howOthersContinue(outcomes: Outcome[]): string {
	if (outcomes.every(isFailure)) return '';
	return HOW_OTHERS_CONTINUE;
}

const HOW_OTHERS_CONTINUE =
	"To have the others continue, choose 'Continue (using error output)' for 'On Error' under 'Settings'.";

/** The documents whose upload has no clear outcome. */
function textForUnclear(failures: Failure[], isStopped: boolean): string {
	const names = failures.flatMap(({ about, error }) => {
		if (about.id !== undefined || !(error instanceof AnesyaApiError) || error.accepted === 'no')
			return [];
		// In full: names as they were sent are short, but several files of one request are all named.
		return [describeUnclear(about.document_name ?? 'a document', error.candidates ?? [])];
	});
	return names.length === 0
		? ''
		: `It is not clear${isStopped ? '' : ' either'} whether Anesya accepted these, which were not sent again: ${joinBounded(names, ', ', names.length)}.`;
}

function textForEnded(failures: Failure[]): string {
	return textWithIds('Ended with the status ERROR', failures.filter(endedInError));
}

/** Such an extract has no result to collect. */
function endedInError({ about }: Failure): boolean {
	return about.status === 'ERROR';
}

function textForUnknown(failures: Failure[]): string {
	return textWithIds('Not known to Anesya any more', failures.filter(isUnknown));
}

/** A 404 may be a gateway's: so the extract is named, but not offered. */
function isUnknown({ error }: Failure): boolean {
	return error instanceof AnesyaApiError && error.status === 404;
}

function isCollectable(failure: Failure): boolean {
	return !endedInError(failure) && !isUnknown(failure);
}

/** The first documents are listed by name; of the others the ids are enough to find them. */
function textWithIds(text: string, outcomes: Outcome[]): string {
	// Several items may have the same file, which becomes one extract.
	const byId = new Map(outcomes.map(({ about }) => [about.id, { ...about }]));
	const known = [...byId.values()].filter(({ id }) => id !== undefined);
	const named = known
		.slice(0, MAX_NAMED)
		.map(
			({ id, document_name, name }) => `${boundedName(document_name ?? name ?? 'extract')} (${id})`,
		);
	const ids = known.slice(MAX_NAMED).map(({ id }) => id);
	if (named.length === 0) return '';
	const rest = ids.length === 0 ? '' : `, and ${ids.length} more: ${ids.join(', ')}`;
	return `${text}: ${named.join(', ')}${rest}.`;
}
