import type { Extract } from '../api/extract';
import { hasEnded } from '../api/extract';
import { AnesyaApiError } from '../transport/apiError';
import type { CheckedExtract } from './checkedExtract';
import { workflowOf } from './checkedExtract';
import type { ListSource } from './listSource';
import { startCheck } from './runningCheck';
import type { Schedule } from './schedule';
import type { RunProgress } from './steadySchedule';
import type { WaitPorts } from './waitPorts';

/** What a list told about an extract that is read by itself to verify the list. */
export interface Hint {
	workflow: string;
	extract: Extract;
	usualDelay: number;
}

/**
 * Checks an extract by a read of its own. What that gives reaches the extract's `onCheck`.
 *
 * @returns whether it had ended
 */
export type SingleCheck = (
	checked: CheckedExtract,
	run: RunProgress,
	hint?: Hint,
) => Promise<boolean>;

export function createSingleCheck(
	ports: WaitPorts,
	schedule: Schedule,
	lists: ListSource,
): SingleCheck {
	return async (checked: CheckedExtract, run: RunProgress, hint?: Hint) => {
		const { id } = checked.pending;
		const startedAt = ports.now();
		const ownDelay = () =>
			lists.isWorking(workflowOf(checked))
				? schedule.delayAfterList([checked], startedAt, run, run.pending)
				: schedule.delayAfterCheck(checked, startedAt, run);
		const usualDelay = hint?.usualDelay ?? ownDelay();
		const { signal, finish } = startCheck([checked], true, startedAt);
		try {
			const reading = await ports.read(id, signal);
			lists.noteSingleRead(workflowOf(checked));
			if (!finish(checked)) return false;
			const isOver = reading.extract !== undefined && hasEnded(reading.extract);
			if (hint && isOver) lists.doubt(hint.workflow, id, startedAt);
			checked.onCheck(reading, startedAt, usualDelay);
			return isOver;
		} catch (thrown) {
			if (!finish(checked)) return false;
			if (!(thrown instanceof AnesyaApiError)) {
				checked.onAbort(thrown);
				return false;
			}
			// If a check that only verifies the list fails, the row of the list counts.
			const check = hint ? { extract: hint.extract, isHint: true } : thrown;
			checked.onCheck(check, startedAt, usualDelay);
			return false;
		}
	};
}
