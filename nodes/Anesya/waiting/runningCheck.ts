/** Milliseconds after which a single read is slow: at the deadline, it is given up for another. */
const SLOW = 2_000;

/** Without a reason, each abort would make an error with a stack. */
const ABANDONED = new Error('Nobody waits for this status check any more');

/** A status check that is running. */
export interface RunningCheck {
	isSingle: boolean;
	startedAt: number;
	/** Nobody waits for it any more. If that is true of all that share it, it is ended. */
	abandon(): void;
}

/** Something that is checked. At most one running check counts. */
interface Checked {
	check?: RunningCheck;
}

/** A check that was started for one or several. */
export interface StartedCheck<Target> {
	signal: AbortSignal;
	/** @returns whether a target still waits for what the check gave */
	finish(target: Target): boolean;
}

/** Notes that a check of all targets has started. It takes the place of one that is running. */
export function startCheck<Target extends Checked>(
	targets: Target[],
	isSingle: boolean,
	startedAt: number,
): StartedCheck<Target> {
	const controller = new AbortController();
	let sharers = targets.length;
	const check: RunningCheck = {
		isSingle,
		startedAt,
		abandon() {
			sharers -= 1;
			if (sharers === 0) controller.abort(ABANDONED);
		},
	};
	for (const target of targets) {
		endCheck(target);
		target.check = check;
	}
	return {
		signal: controller.signal,
		finish(target) {
			if (target.check !== check) return false;
			target.check = undefined;
			return true;
		},
	};
}

/** Gives a running check up: what comes of it later is ignored. */
export function endCheck(target: Checked): void {
	target.check?.abandon();
	target.check = undefined;
}

/** Whether a check that is running at the deadline is given up for a last one: a list is no more than a hint. */
export function isReplaceable(
	{ isSingle, startedAt }: RunningCheck,
	deadline: number,
	now: number,
): boolean {
	return startedAt < deadline && (!isSingle || now - startedAt >= SLOW);
}
