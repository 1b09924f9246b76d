import type { IDataObject } from 'n8n-workflow';

import { staticDataOf } from '../../engine/harness/activeTrigger';
import type { Random } from '../random';
import type { WorldHistory } from './auditPolling';
import { auditPolling } from './auditPolling';
import type { SettingsPeriod } from './expectation';
import { idIn, isChosen, isWhole, loadPolled, settingsAt } from './polledNode';
import type { PollingReport } from './pollingReport';
import type { PollingWorld } from './pollingWorld';
import { HOUR, MINUTE } from './pollingWorld';
import { startVirtualAnesya } from './virtualAnesya';
import type { VirtualTime } from './virtualTime';

/** Polls without faults in the end, until nothing is missing any more. What comes twice comes soon. */
const MOST_CALM_POLLS = 60;
const LEAST_CALM_POLLS = 4;

/**
 * Plays a world: n8n polls with the real trigger, in virtual time. It stores static data as n8n does.
 *
 * @param name of the world, not used for another one
 */
export async function runPollingWorld(
	world: PollingWorld,
	random: Random,
	time: VirtualTime,
	name: string,
): Promise<PollingReport> {
	const startedAt = time.now();
	const anesya = startVirtualAnesya(world, random, time, startedAt);
	const now = () => time.now() - startedAt;
	const history: WorldHistory = { periods: [], deliveries: [], calmPolls: [] };
	const { periods, deliveries, calmPolls } = history;
	let [restarts, pollCount, told] = [0, 0, 0];
	let [mostRequests, longestPoll, largestState] = [0, 0, 0];
	let stored: IDataObject = {};
	let settings = settingsAt(world, 0);
	/** From when on the user wanted what n8n did not keep. */
	let unkeptFrom: number | undefined;
	/** The first poll of this process with settings that n8n has not kept yet. */
	let noted: Pick<SettingsPeriod, 'notedAt' | 'wasToldTime'> | undefined;
	let trigger = load();
	let isActivation = true;

	function load() {
		return loadPolled(settings, stored, `${name} ${restarts}`, anesya, () => (told += 1));
	}

	/** The scheduler of n8n 2.41 polls at the first activation only; then it polls by its schedule alone. */
	function restart(isNewProcess: boolean): void {
		restarts += isNewProcess ? 1 : 0;
		isActivation = world.n8n === 'remembers' || periods.length === 0;
		trigger = load();
		if (!isNewProcess) return;
		noted = undefined;
		// A choice that n8n did not store counts from the next poll on.
		while (periods.length > 1 && !isChosen(stored, periods.at(-1)?.settings))
			unkeptFrom = Math.min(unkeptFrom ?? Infinity, periods.pop()?.settings.from ?? Infinity);
		// What had ended by the change is read again, if n8n did not store that it was read.
		const period = periods.at(-1);
		if (period !== undefined && !isWhole(stored)) period.knewAllAt = Infinity;
	}

	async function poll(): Promise<void> {
		const [begunAt, before] = [now(), anesya.requests()];
		const faults = anesya.faults();
		const output = await time
			.run(async () => (await trigger.type.poll?.call(trigger.poll)) ?? null)
			.catch(() => {
				told += 1;
				return isActivation ? undefined : null;
			});
		pollCount += 1;
		mostRequests = Math.max(mostRequests, anesya.requests() - before);
		longestPoll = Math.max(longestPoll, now() - begunAt);
		const last = periods.at(-1);
		const wasToldTime = anesya.toldTimeAt() >= begunAt;
		if (last?.settings !== settings) noted ??= { notedAt: begunAt, wasToldTime };
		// An activation that fails is tried again later, and n8n stores nothing of it.
		if (output === undefined) {
			if (last?.settings !== settings) unkeptFrom ??= settings.from;
			return restart(false);
		}
		const ids = (output?.[0] ?? []).map(({ json }) => idIn(json));
		if (ids.length > 0) deliveries.push({ at: now(), begunAt, ids, settings });
		if (isActivation || ids.length > 0) stored = staticDataOf(trigger);
		largestState = Math.max(largestState, JSON.stringify(stored).length);
		const knowsAll = isWhole(staticDataOf(trigger));
		if (last?.settings !== settings) {
			const chosenAt = unkeptFrom ?? settings.from;
			const knewAll = last === undefined || last.knewAllAt < Infinity;
			periods.push({
				settings,
				begunAt,
				firstPollAt: now(),
				knewAllAt: Infinity,
				chosenAt,
				// The trigger counts from the first attempt, which it remembers if it had polled before.
				wasWhole: knowsAll && knewAll && (last === undefined || unkeptFrom === undefined),
				countsFrom: knewAll ? chosenAt : last.countsFrom,
				notedAt: noted?.notedAt ?? begunAt,
				wasToldTime: wasToldTime && (last === undefined || noted?.wasToldTime !== false),
				restarts,
			});
		}
		[unkeptFrom, noted] = [undefined, undefined];
		const period = periods.at(-1);
		if (period?.knewAllAt === Infinity && knowsAll) period.knewAllAt = now();
		if (anesya.faults() === faults && anesya.requests() > before)
			calmPolls.push({ begunAt, at: now(), restarts });
		isActivation = false;
		if (world.n8n === 'forgets') trigger = load();
	}

	async function live(): Promise<void> {
		const next = settingsAt(world, now());
		if (next !== settings) {
			if (periods.at(-1)?.settings !== settings) unkeptFrom ??= settings.from;
			settings = next;
			restart(false);
		} else if (random.isTrue(world.restartRate)) restart(true);
		if (random.isTrue(world.clockJumpRate))
			time.setWallClock(random.pick([0, HOUR, -HOUR, 5 * MINUTE, 9_000 * HOUR]));
		await poll();
		await time.run(async () => await time.wait(world.interval * (0.9 + random.number() / 5)));
	}

	const last = Math.max(world.duration, ...world.extracts.map(({ endsAt }) => endsAt));
	while (now() < Math.min(last, world.duration + 6 * HOUR)) await live();
	anesya.calmDown();
	world.restartRate = 0;
	for (let calm = 0; calm < MOST_CALM_POLLS; calm += 1) {
		if (calm >= LEAST_CALM_POLLS && auditPolling(world, history).missing === 0) break;
		await live();
	}
	time.setWallClock(0);

	const { findings, undecidable } = auditPolling(world, history);
	if (longestPoll > 40_000) findings.push(`a poll of ${longestPoll} ms`);
	return {
		extracts: world.extracts.length,
		delivered: deliveries.flatMap(({ ids }) => ids).length,
		undecidable,
		polls: pollCount,
		requests: anesya.requests(),
		faults: anesya.faults(),
		restarts,
		told,
		mostRequests,
		longestPoll,
		largestState,
		findings,
	};
}
