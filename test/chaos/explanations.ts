import type { NumberedDocument } from './documents';
import type { GroundTruth } from './groundTruth';
import type { NodeRun, ReportedError } from './visibleResult';

/** Which kinds of faults explain a message of the node. */
const EXPLANATIONS: Array<[message: RegExp, faultKind: RegExp]> = [
	[/^Anesya could not extract/, /^upload: ends in ERROR/],
	[
		/^It is not clear whether Anesya accepted/,
		/^upload: (lost|silence|dripping|endless|carried out late|odd response|redirect|408|50[0234])/,
	],
	[/^The connection to Anesya was lost/, /: (lost|silence|dripping|endless|carried out late)/],
	[/^Anesya is receiving too many requests \(HTTP 429\)/, /: 429/],
	[/^Anesya is not available at the moment \(HTTP (408|50[0234])\)/, /: (408|50[0234])/],
	[
		/^(Anesya sent a response that this node does not understand|Anesya sent an empty response|The response of Anesya broke off): /,
		/: (odd|endless) response/,
	],
	[/^Anesya answered with a redirect/, /: redirect/],
	[/^Anesya did not accept the token \(HTTP 401\)/, /: 401/],
	[/^(Anesya refused the request|The request was refused).* \(HTTP 403\)/, /: (403|list refused)/],
	[/^(Anesya sent|The proxy between).* \(HTTP 407\)/, /: 407/],
	[/too (long|large)/, /: endless/],
];

/** Milliseconds by which a wait may miss the end of an extract: the last check takes some time. */
const LAST_CHECK = 2_000;

/**
 * Whether a document had really not ended when its time was up, or no single read could tell. A list is
 * no excuse, unless it was throttled: then all requests of the run slow down.
 */
function isUnfinished(
	documents: NumberedDocument[],
	waits: NodeRun[],
	truth: GroundTruth,
): boolean {
	const deadlineOf = (id: string, { uploads, startedAt, timeout }: NodeRun) =>
		(uploads ? Math.max(startedAt, truth.createdAt(id)) : startedAt) + timeout;
	const endedLate = (id: string) =>
		waits.some((run) => truth.finishedAt(id) > deadlineOf(id, run) - LAST_CHECK);
	return documents.some(
		(document) =>
			truth.extractsOf(document).some(endedLate) ||
			truth
				.faultsMet(document)
				.some((kind) => /^status check: |outage|^list: (429|503)|: 429 beyond/.test(kind)),
	);
}

/** Whether one of the documents met a fault that explains the message. */
export function isExplained(
	{ message, toldAt = Infinity }: ReportedError,
	documents: NumberedDocument[],
	waits: NodeRun[],
	truth: GroundTruth,
): boolean {
	if (message.includes('was not finished within')) return isUnfinished(documents, waits, truth);
	// On a busy machine the time may be up without a fault, but nothing may be at Anesya then. What was not
	// sent may be sent when the execution is retried.
	if (message.includes('could not be sent within'))
		return documents.some((document) =>
			truth.extractsOf(document).every((id) => truth.createdAt(id) > toldAt || truth.hasFailed(id)),
		);
	const faultKinds = EXPLANATIONS.filter(([pattern]) => pattern.test(message)).map(
		([, faultKind]) => faultKind,
	);
	return documents.some((document) =>
		truth.faultsMet(document).some((met) => faultKinds.some((kind) => kind.test(met))),
	);
}
