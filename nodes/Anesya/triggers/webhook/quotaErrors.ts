/** A request is not made, since too many of others came to nothing. */
export class TooManyCallsError extends Error {}

/** A request is not made, since Anesya asked to wait. */
export class PausedError extends Error {
	/**
	 * @param asked milliseconds that Anesya asked to wait
	 * @param left milliseconds until requests are made again
	 */
	constructor(
		readonly asked: number,
		readonly left: number,
	) {
		super();
	}
}
