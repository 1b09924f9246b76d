import type { OutputSettings } from '../results/resultItems';
import type { WaitLimits, WaitResult } from './pendingExtract';
import { afterCheck, isResult, startWaiting } from './pendingExtract';
import type { RunProgress } from './schedule';
import type { CheckedExtract } from './statusSource';
import { createStatusSource } from './statusSource';
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
	output: OutputSettings;
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
 * The way of a check: this loop wakes up, `statusSource` starts the checks that are due (a single read,
 * or a list through `listSource`), `afterCheck` in `pendingExtract` decides what follows, `schedule`
 * says when the next one is due.
 */
export function createWaitLoop(ports: WaitPorts): WaitFor {
	const entries = new Set<CheckedExtract>();
	const results = new Map<string, Promise<WaitResult>>();
	const startDueChecks = createStatusSource(ports);
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
				for (const { pending, isBusy } of entries)
					if (!isBusy) next = Math.min(next, pending.nextCheckAt);
				const left = next - ports.now();
				await ports.sleep(left <= 0 ? 0 : Math.min(Math.max(left, SHORTEST_SLEEP), LONGEST_SLEEP));
				startDueChecks(
					[...entries].filter(({ isBusy }) => !isBusy),
					progress(),
				);
			}
		} catch (reason) {
			entries.forEach((entry) => entry.onAbort(reason));
		}
		isRunning = false;
	}

	function enter({ id, workflow, output }: WaitTarget, limits: WaitLimits): Promise<WaitResult> {
		return new Promise((resolve, reject) => {
			const entry: CheckedExtract = {
				pending: startWaiting(id, limits, ports.now()),
				workflow,
				output,
				isBusy: false,
				onAbort(reason) {
					entries.delete(entry);
					reject(reason);
				},
				onCheck(check, startedAt, usualDelay) {
					entry.isBusy = false;
					try {
						const times = { startedAt, endedAt: ports.now() };
						const outcome = afterCheck(entry.pending, check, times, usualDelay);
						if (!isResult(outcome)) return void (entry.pending = outcome);
						firstEndAt ??= startedAt;
						entries.delete(entry);
						resolve(outcome);
					} catch (reason) {
						entry.onAbort(reason);
					}
				},
			};
			entries.add(entry);
			void run();
		});
	}

	return async (target, limits) => {
		const key = JSON.stringify([target.id, limits, target.output]);
		const result = results.get(key) ?? enter(target, limits);
		results.set(key, result);
		return await result;
	};
}
