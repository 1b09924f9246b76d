/** Milliseconds between two times at which a check is considered. */
const STEP = 200;

/** Of 1: later ends are left to the last check. */
const NEARLY_ALL = 0.9999;

/** What waiting for a document costs on average. */
export interface TradeOff {
	/** Seconds. */
	meanLag: number;
	requests: number;
}

/**
 * The best that any schedule can reach that knows how long documents take, by dynamic programming from
 * the end: the times of checks with the least sum of lag and price times requests.
 *
 * @param durations a large sample, in milliseconds
 * @param prices of a request, in seconds of lag
 * @returns one trade-off for each price
 */
export function optimalTradeOffs(durations: number[], prices: number[]): TradeOff[] {
	const { ended, area } = distributionOf(durations);
	return prices.map((price) => {
		const last = ended.length - 1;
		const best = Array.from({ length: last + 1 }, () => ({ cost: 0, next: last }));
		for (let from = last - 1; from >= 0; from -= 1) {
			let least = { cost: Infinity, next: last };
			for (let next = from + 1; next <= last; next += 1) {
				const cost = price * pending(from) + lag(from, next) + (best[next]?.cost ?? 0);
				if (cost < least.cost) least = { cost, next };
			}
			best[from] = least;
		}
		let [meanLag, requests] = [0, 0];
		for (let from = 0; from < last; from = best[from]?.next ?? last) {
			meanLag += lag(from, best[from]?.next ?? last);
			requests += pending(from);
		}
		return { meanLag, requests };
	});

	/** The share of documents that have not ended at a time, and so are checked again. */
	function pending(time: number): number {
		return 1 - (ended[time] ?? 1);
	}

	/** The lag of those that end between two checks, for each document of all. */
	function lag(from: number, next: number): number {
		const between = (area[next] ?? 0) - (area[from] ?? 0);
		return between - ((ended[from] ?? 0) * (next - from) * STEP) / 1000;
	}
}

/** The optimum's lag with this many requests, between the nearest two trade-offs. @param optimum with falling requests */
export function lagAt(requests: number, optimum: TradeOff[]): number {
	const index = optimum.findIndex((tradeOff) => tradeOff.requests <= requests);
	const [more, fewer] = [optimum[index - 1] ?? optimum[0], optimum[index] ?? optimum.at(-1)];
	if (more === undefined || fewer === undefined) return NaN;
	if (more.requests === fewer.requests) return more.meanLag;
	const share = (more.requests - requests) / (more.requests - fewer.requests);
	return more.meanLag + share * (fewer.meanLag - more.meanLag);
}

/** The share that has ended at each time, and its integral in seconds. */
function distributionOf(durations: number[]): { ended: number[]; area: number[] } {
	const sorted = [...durations].sort((one, other) => one - other);
	const [ended, area]: [number[], number[]] = [[0], [0]];
	let count = 0;
	while (count < sorted.length * NEARLY_ALL) {
		const time = ended.length * STEP;
		while ((sorted[count] ?? Infinity) <= time) count += 1;
		const share = count / sorted.length;
		area.push((area.at(-1) ?? 0) + (((ended.at(-1) ?? 0) + share) / 2) * (STEP / 1000));
		ended.push(share);
	}
	ended[ended.length - 1] = 1;
	return { ended, area };
}
