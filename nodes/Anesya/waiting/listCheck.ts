import { hasEnded } from '../api/extract';
import { isSufficient } from '../results/sufficient';
import { AnesyaApiError } from '../transport/apiError';
import type { CheckedExtract } from './checkedExtract';
import { leastVerified, shortestInterval } from './checkedExtract';
import type { ListSource } from './listSource';
import { startCheck } from './runningCheck';
import type { Schedule } from './schedule';
import type { SingleCheck } from './singleCheck';
import type { RunProgress } from './steadySchedule';
import type { WaitPorts } from './waitPorts';

/**
 * Checks many extracts of a workflow by its list. What that gives reaches each one's `onCheck`. Those that
 * the list does not tell enough about are read by themselves, as is one of the others now and then.
 */
export type ListCheck = (
	workflow: string,
	group: CheckedExtract[],
	run: RunProgress,
) => Promise<void>;

export function createListCheck(
	ports: WaitPorts,
	schedule: Schedule,
	lists: ListSource,
	checkSingly: SingleCheck,
): ListCheck {
	return async (workflow: string, group: CheckedExtract[], run: RunProgress) => {
		const startedAt = ports.now();
		const delayAfter = (requests: number) =>
			schedule.delayAfterList(group, startedAt, run, requests);
		const { signal, finish } = startCheck(group, false, startedAt);
		try {
			const ids = new Set(group.map(({ pending }) => pending.id));
			const reading = { ids, startedAt, documents: run.documents };
			const {
				extracts,
				cost,
				samples,
				extractionTimes = [],
			} = await lists.read(workflow, reading, signal);
			schedule.survey(group[0]?.kind, extractionTimes, startedAt);
			// If the list costs more than single reads, it is not read again.
			const usualDelay = delayAfter(Math.min(cost, Math.max(1, group.length)));
			lists.postpone(workflow, startedAt + Math.min(usualDelay, shortestInterval(group)));

			const waiting = group.filter(finish);
			const unfinished = waiting.filter(({ pending }) => {
				const extract = extracts.get(pending.id);
				return extract !== undefined && !hasEnded(extract);
			});
			const sample = new Set(leastVerified(unfinished, samples));
			for (const checked of waiting) {
				const extract = extracts.get(checked.pending.id);
				const isEnough =
					extract !== undefined &&
					(hasEnded(extract) ? isSufficient(extract, checked.output) : lists.isWorking(workflow));
				if (isEnough && sample.has(checked)) {
					checked.verifiedAt = startedAt;
					void checkSingly(checked, run, { workflow, extract, usualDelay });
				} else if (isEnough) checked.onCheck({ extract, isHint: true }, startedAt, usualDelay);
				else void checkSingly(checked, run);
			}
		} catch (thrown) {
			const waiting = group.filter(finish);
			if (!(thrown instanceof AnesyaApiError))
				return waiting.forEach((checked) => checked.onAbort(thrown));
			const delay = delayAfter(1);
			const readSingly = lists.readSinglyAfter(workflow, thrown);
			const [one] = readSingly === 'one' ? leastVerified(waiting, 1) : [];
			if (one !== undefined) one.verifiedAt = startedAt;
			for (const checked of waiting) {
				if (readSingly === 'all' || checked === one) void checkSingly(checked, run);
				else checked.onCheck(thrown, startedAt, delay);
			}
		}
	};
}
