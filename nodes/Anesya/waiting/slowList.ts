import type { CheckedExtract } from './checkedExtract';
import { groupBy, leastVerified } from './checkedExtract';
import type { RunningCheck } from './runningCheck';
import type { SingleCheck } from './singleCheck';
import type { RunProgress } from './steadySchedule';
import type { WaitPorts } from './waitPorts';

/** Milliseconds that a reading of a list may take before extracts are read by themselves beside it. */
const SLOW = 3_000;

/** Single reads beside one reading of a list. */
interface Beside {
	nextAt: number;
	/** How many are due then. */
	size: number;
}

/**
 * Reads extracts by themselves while their list does not answer: it may be slow, or never answer at all.
 * One is read at first. Each time that all which were read had ended, twice as many follow, since the
 * others probably have as well.
 */
export type CheckBesideSlowLists = (
	extracts: Iterable<CheckedExtract>,
	run: RunProgress,
	now: number,
) => void;

export function createChecksBesideSlowLists(
	{ now: clock }: Pick<WaitPorts, 'now'>,
	checkSingly: SingleCheck,
): CheckBesideSlowLists {
	const known = new WeakMap<RunningCheck, Beside>();

	async function readBeside(check: RunningCheck, group: CheckedExtract[], run: RunProgress) {
		const { size } = known.get(check) ?? { size: 1 };
		known.set(check, { nextAt: Infinity, size });
		const sample = leastVerified(group, size);
		const haveEnded = await Promise.all(
			sample.map(async (extract) => await checkSingly(extract, run)),
		);
		const next = haveEnded.every(Boolean)
			? { nextAt: -Infinity, size: size * 2 }
			: { nextAt: clock() + SLOW, size: 1 };
		known.set(check, next);
	}

	function isReadBeside(check: RunningCheck, now: number): boolean {
		const nextAt = known.get(check)?.nextAt ?? -Infinity;
		return !check.isSingle && now >= Math.max(check.startedAt + SLOW, nextAt);
	}

	return (extracts, run, now) => {
		const slow: CheckedExtract[] = [];
		for (const extract of extracts)
			if (extract.check && isReadBeside(extract.check, now)) slow.push(extract);
		for (const [check, group] of groupBy(slow, (extract) => extract.check))
			if (check !== undefined) void readBeside(check, group, run);
	};
}
