import { neededParts } from '../results/neededParts';
import type { OutputSettings } from '../results/resultItems';
import type { CheckedExtract } from './checkedExtract';
import { learnDuration } from './learnDuration';
import type { PendingExtract, WaitLimits, WaitResult } from './pendingExtract';
import { afterCheck, afterDeadline, isOverdue, isResult, startWaiting } from './pendingExtract';
import { endCheck } from './runningCheck';
import { createSchedule } from './schedule';
import { createStatusSource } from './statusSource';
import type { RunProgress } from './steadySchedule';
import type { WaitPorts } from './waitPorts';

/** Milliseconds. The loop never sleeps longer, so that little is left behind when the execution is stopped. */
const LONGEST_SLEEP = 250;

/** The same while no check is due: the checks of thousands of extracts are started together. */
const SHORTEST_SLEEP = 50;

/** An extract to wait for. */
export interface WaitTarget {
	id: string;
	/** The workflow that it was uploaded to, if known, so that one list can tell of many. */
	workflow?: string;
	/** Its kind of document, if known. */
	kind?: string;
	/** Whether others were uploaded with it. */
	isOneOfMany?: boolean;
	/** Milliseconds since it was uploaded; 0 unless given. */
	sinceUpload?: number;
	output: OutputSettings;
	/** Whether an extract that has not ended in time is output as it is. */
	passUnfinishedOn?: boolean;
}

/** A pending extract in the loop. */
interface Entry extends CheckedExtract {
	/** Ends the wait: the last check takes too long. */
	endOverdue(now: number): void;
}

/**
 * Waits until an extract has ended or its time is up.
 *
 * @throws AnesyaApiError when Anesya refuses the id, or too many checks in a row failed
 */
export type WaitFor = (target: WaitTarget, limits: WaitLimits) => Promise<WaitResult>;

/**
 * The waits of one run, in one loop. Items that name the same extract share a wait.
 *
 * How a check proceeds: this loop wakes up, `statusSource` starts the checks that are due (`singleCheck`,
 * or `listCheck` through `listSource`, as far as `listTrust` allows, with `slowList` beside it), `afterCheck`
 * in `pendingExtract` decides what follows, `schedule` says when the next one is due: by a `forecast` of how
 * long documents of the kind take (`durationMemory`, `learnedInterval`), or at steady intervals
 * (`steadySchedule`). The forecast comes from the ends of earlier waits (`learnDuration`), and counts from the
 * upload, even by another node (`recentUploads`). A check that takes too long beyond the deadline is given
 * up (`isOverdue`, `runningCheck`).
 */
export function createWaitLoop(ports: WaitPorts): WaitFor {
	const entries = new Set<Entry>();
	const results = new Map<string, Promise<WaitResult>>();
	const schedule = createSchedule(ports);
	const startDueChecks = createStatusSource(ports, schedule);
	let isRunning = false;
	let firstEndAt: number | undefined;

	function progress(): RunProgress {
		const run = { pending: entries.size, documents: results.size };
		return firstEndAt === undefined ? run : { ...run, sinceFirstEnd: ports.now() - firstEndAt };
	}

	async function run(): Promise<void> {
		if (isRunning) return;
		isRunning = true;
		try {
			while (entries.size > 0) {
				let next = Infinity;
				for (const { pending, check } of entries)
					if (check === undefined) next = Math.min(next, pending.nextCheckAt);
				const left = next - ports.now();
				await ports.sleep(left <= 0 ? 0 : Math.min(Math.max(left, SHORTEST_SLEEP), LONGEST_SLEEP));
				const now = ports.now();
				for (const entry of entries) if (isOverdue(entry.pending, now)) entry.endOverdue(now);
				startDueChecks(entries, progress());
			}
		} catch (reason) {
			entries.forEach((entry) => entry.onAbort(reason));
		}
		isRunning = false;
	}

	function enter(target: WaitTarget, limits: WaitLimits): Promise<WaitResult> {
		const { id, workflow, kind, output, isOneOfMany = false, sinceUpload = 0 } = target;
		const now = ports.now();
		const uploadedAt = now - sinceUpload;
		const usual = limits.firstCheckAfter;
		const firstCheckAfter =
			limits.interval === undefined
				? schedule.firstDelay({ kind, isOneOfMany, uploadedAt }, usual, now)
				: Math.min(usual, limits.interval);
		return new Promise((resolve, reject) => {
			function leave(): void {
				entries.delete(entry);
				endCheck(entry);
			}
			/** Goes on with the outcome, or ends the wait with it. */
			function follow(at: number, outcomeOf: () => PendingExtract | WaitResult): void {
				try {
					const outcome = outcomeOf();
					if (!isResult(outcome)) return void (entry.pending = outcome);
					firstEndAt ??= at;
					learnDuration(ports.durations, entry.pending, { kind, outcome, at });
					leave();
					resolve(outcome);
				} catch (reason) {
					entry.onAbort(reason);
				}
			}
			const entry: Entry = {
				pending: startWaiting(id, { ...limits, firstCheckAfter }, now, uploadedAt),
				workflow,
				kind,
				output,
				onAbort(reason) {
					leave();
					reject(reason);
				},
				onCheck(check, startedAt, usualDelay) {
					const times = { startedAt, endedAt: ports.now() };
					const outcome = () => afterCheck(entry.pending, check, times, usualDelay);
					follow(startedAt, () => keepNeeded(outcome(), target));
				},
				endOverdue(now) {
					follow(now, () => afterDeadline(entry.pending));
				},
			};
			entries.add(entry);
			void run();
		});
	}

	return async (target, limits) => {
		const { id, output, passUnfinishedOn } = target;
		const { timeout, interval } = limits;
		const key = JSON.stringify([id, timeout, interval, output, passUnfinishedOn]);
		const result = results.get(key) ?? enter(target, limits);
		results.set(key, result);
		return await result;
	};
}

/** The run keeps every result until its end, so the rest of an extract is let go of at once. */
function keepNeeded<Outcome extends PendingExtract | WaitResult>(
	outcome: Outcome,
	{ output, passUnfinishedOn }: WaitTarget,
): Outcome {
	const { extract } = outcome;
	if (extract === undefined) return outcome;
	return { ...outcome, extract: neededParts(extract, output, passUnfinishedOn === true) };
}
