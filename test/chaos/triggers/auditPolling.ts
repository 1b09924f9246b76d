import type { PollingWorld, WorldExtract, WorldSettings } from './pollingWorld';
import { HOUR, MINUTE } from './pollingWorld';

/** An execution that the trigger started. Times are milliseconds from the beginning of the world on. */
export interface Delivery {
	begunAt: number;
	at: number;
	ids: string[];
	settings: WorldSettings;
}

/** A time during which the settings stayed the same, from the first successful poll on. */
export interface SettingsPeriod {
	settings: WorldSettings;
	begunAt: number;
	/** When it knew all that was under way at the beginning. */
	knewAllAt: number;
	/** Whether that poll met no fault, and knew everything afterwards. */
	wasCalm: boolean;
}

/** What came of a world. */
export interface PollingAudit {
	findings: string[];
	missing: number;
	undecided: number;
}

/** Compares what came with what should have come. */
export function auditPolling(
	world: PollingWorld,
	periods: SettingsPeriod[],
	deliveries: Delivery[],
	calmAt: number,
): PollingAudit {
	const byId = new Map(world.extracts.map((extract) => [extract.id, extract]));
	const findings: string[] = [];
	const times = new Map<string, number>();
	let [undecided, missing] = [0, 0];

	for (const { ids, settings, at } of deliveries) {
		for (const id of ids) {
			const extract = byId.get(id);
			times.set(id, (times.get(id) ?? 0) + 1);
			if (extract === undefined || extract.endsAt > at || !suits(extract, settings))
				findings.push(`foreign: ${id} at ${at}`);
		}
		const created = ids.map((id) => byId.get(id)?.createdAt ?? 0);
		if (created.some((time, index) => time < (created[index - 1] ?? -Infinity)))
			findings.push(`out of order at ${at}`);
	}
	for (const extract of world.extracts) {
		const count = times.get(extract.id) ?? 0;
		const due = expectation(extract, world, periods, calmAt);
		if (count > 1) findings.push(`${count} times: ${describe(extract)}`);
		if (count === 0 && due === 'must come') {
			findings.push(`lost: ${describe(extract)}`);
			missing += 1;
		}
		if (count > 0 && due === 'must not come') findings.push(`too early: ${describe(extract)}`);
		if (due === 'may come') undecided += 1;
	}
	return { findings, missing, undecided };
}

function expectation(
	extract: WorldExtract,
	{ rowLag, interval, duration }: PollingWorld,
	periods: SettingsPeriod[],
	calmAt: number,
): 'must come' | 'must not come' | 'may come' {
	const { endsAt, createdAt, visibleAt, deletedAt } = extract;
	const [first] = periods;
	if (first === undefined) return 'must not come';
	const index = periods.findLastIndex(({ begunAt }) => begunAt <= endsAt);
	const current = periods[index];
	const [next] = periods.slice(index + 1);
	const later = periods.slice(index + 1).map(({ settings }) => settings);
	// The last look at the list before may be interrupted, and then miss what appears in it meanwhile.
	const isBetween = next !== undefined && !next.wasCalm && endsAt >= next.settings.from;
	if (current === undefined) {
		const isRecent = createdAt > first.begunAt - HOUR - 10 * MINUTE || visibleAt > first.begunAt;
		// The same goes for each change of the settings that brings in extracts that are there already.
		const wasDisturbed = periods.some(
			({ wasCalm, begunAt, settings }) =>
				!wasCalm && suits(extract, settings) && createdAt > begunAt - HOUR - 10 * MINUTE,
		);
		const isKnown = !wasDisturbed && (first.wasCalm || (rowLag === 0 && !isRecent));
		return isKnown ? 'must not come' : 'may come';
	}
	const suitable = [current.settings, ...later].map((settings) => suits(extract, settings));
	if (suitable.every((suit) => !suit)) return 'must not come';
	const isUndecided =
		!suitable.every((suit) => suit) ||
		isBetween ||
		endsAt <= current.knewAllAt ||
		deletedAt < calmAt + 60 * interval ||
		// Nobody looks for what was created long before the activation.
		createdAt < first.begunAt - 24 * HOUR + 20 * MINUTE ||
		endsAt > calmAt ||
		duration === 0;
	return isUndecided ? 'may come' : 'must come';
}

function suits(
	{ workflow, failed }: WorldExtract,
	{ workflow: wanted, triggerOn }: WorldSettings,
): boolean {
	return (
		(wanted === undefined || wanted === workflow) &&
		triggerOn.includes(failed ? 'failed' : 'completed')
	);
}

function describe({ id, createdAt, visibleAt, endsAt, deletedAt }: WorldExtract): string {
	const times = [createdAt, visibleAt, endsAt, deletedAt].map((time) => (time / MINUTE).toFixed(1));
	return `${id} created ${times[0]}, visible ${times[1]}, ended ${times[2]}, deleted ${times[3]} min`;
}
