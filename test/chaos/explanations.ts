/** What may stand behind a message of the node: names of fault kinds. */
const EXPLANATIONS: Array<[message: RegExp, cause: RegExp]> = [
	[/^Anesya could not extract/, /^upload: ends in ERROR/],
	[
		/^It is not clear whether Anesya accepted/,
		/^upload: (lost|carried out late|odd answer|408|50[024])/,
	],
	[/^The connection to Anesya was lost/, /: (lost|carried out late)/],
	[/^Anesya is receiving too many requests \(HTTP 429\)/, /: 429/],
	[/^Anesya is not available at the moment \(HTTP (408|50[0234])\)/, /: (408|50[0234])/],
	[/^Anesya sent a response that this node does not understand: /, /: odd answer/],
];

/** Patterns of the kinds of faults one of which has to have happened; none for a message that nothing explains. */
export function causesOf(message: string): RegExp[] {
	return EXPLANATIONS.filter(([pattern]) => pattern.test(message)).map(([, cause]) => cause);
}
