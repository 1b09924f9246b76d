/** Weight of a document against the one that came after it: a change of their kind is noticed within a few. */
const FADING = 0.9;

/** Share of documents that may be of a kind not seen before; larger while only a few were seen. */
const SHARE_OF_OTHERS = 0.025;
const DOUBT_OF_FEW = 0.5;

/** Standard deviation of the logarithm of durations that is assumed before they have shown their own... */
const ASSUMED_SPREAD = 0.4;

/** ...and the documents that this assumption weighs as much as. */
const WEIGHT_OF_ASSUMPTION = 2;

/** The kernels are not narrower than this: Anesya may be busy. */
const LEAST_BANDWIDTH = 0.06;

/** Documents from which on the range of the middle half tells the spread, whatever the outliers. */
const ENOUGH_FOR_RANGE = 10;

/** Standard deviation of the logistic distribution with scale 1. */
const LOGISTIC_DEVIATION = Math.PI / Math.sqrt(3);

/** What is known about the duration of a document that resembles others. Times are milliseconds since its upload. */
export interface Forecast {
	/** The median. */
	typical: number;
	/** The share of documents that have ended by then, if they are like those that were seen... */
	usual(elapsed: number): number;
	/** ...and if they are not. */
	unusual(elapsed: number): number;
	/** The share of the latter. */
	unusualShare: number;
}

/**
 * A kernel density estimate of the logarithm of durations. Kernels are logistic: their distribution
 * function has a closed form, and its tails allow for outliers. Several kinds make several peaks.
 *
 * @param durations milliseconds, oldest first
 * @returns undefined if nothing is known
 */
export function createForecast(durations: readonly number[]): Forecast | undefined {
	if (durations.length === 0) return undefined;
	const newest = durations.length - 1;
	const known = durations
		.map((duration, index) => ({ log: Math.log(duration), weight: FADING ** (newest - index) }))
		.sort((one, other) => one.log - other.log);
	const total = known.reduce((sum, { weight }) => sum + weight, 0);
	const steepness = LOGISTIC_DEVIATION / bandwidthOf(known, total);
	const typical = Math.exp(quantile(known, total / 2));

	return {
		typical,
		usual(elapsed) {
			const at = Math.log(elapsed);
			let sum = 0;
			for (const { log, weight } of known) sum += weight / (1 + Math.exp(steepness * (log - at)));
			return sum / total;
		},
		unusual: (elapsed) => elapsed / (elapsed + typical),
		unusualShare: Math.max(SHARE_OF_OTHERS, DOUBT_OF_FEW / durations.length),
	};
}

interface Weighted {
	log: number;
	weight: number;
}

/** Silverman's rule of thumb, for the number of documents that the weights amount to. */
function bandwidthOf(known: Weighted[], total: number): number {
	const mean = known.reduce((sum, { log, weight }) => sum + weight * log, 0) / total;
	const squares = known.reduce((sum, { log, weight }) => sum + weight * (log - mean) ** 2, 0);
	const assumed = WEIGHT_OF_ASSUMPTION * ASSUMED_SPREAD ** 2;
	const deviation = Math.sqrt((squares + assumed) / (total + WEIGHT_OF_ASSUMPTION - 1));
	const range = (quantile(known, total * 0.75) - quantile(known, total * 0.25)) / 1.34;
	const spread =
		range > 0 && known.length >= ENOUGH_FOR_RANGE ? Math.min(deviation, range) : deviation;
	const amount = total ** 2 / known.reduce((sum, { weight }) => sum + weight ** 2, 0);
	return Math.max(LEAST_BANDWIDTH, 0.9 * spread * amount ** -0.2);
}

/** @param known sorted */
function quantile(known: Weighted[], share: number): number {
	let sum = 0;
	for (const { log, weight } of known) {
		sum += weight;
		if (sum >= share) return log;
	}
	return known.at(-1)?.log ?? 0;
}
