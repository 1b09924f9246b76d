import type { CalmPoll } from './calmPolls';
import type { Expectation, SettingsPeriod, Undecidable } from './expectation';
import { expectationOf, suits } from './expectation';
import type { PollingWorld, WorldExtract, WorldSettings } from './pollingWorld';
import { MINUTE } from './pollingWorld';

/** An execution that the trigger started. Times are milliseconds from the beginning of the world on. */
export interface Delivery {
	begunAt: number;
	at: number;
	ids: string[];
	settings: WorldSettings;
}

/** What happened in a world. */
export interface WorldHistory {
	periods: SettingsPeriod[];
	deliveries: Delivery[];
	calmPolls: CalmPoll[];
}

/** What came of a world. */
export interface PollingAudit {
	findings: string[];
	missing: number;
	/** About how many extracts nobody can decide whether they should have come, and why. */
	undecidable: Undecidable[];
}

/** Compares what came with what should have come. */
export function auditPolling(
	world: PollingWorld,
	{ periods, deliveries, calmPolls }: WorldHistory,
): PollingAudit {
	const byId = new Map(world.extracts.map((extract) => [extract.id, extract]));
	const findings: string[] = [];
	const times = new Map<string, number>();
	const undecidable: Undecidable[] = [];
	let missing = 0;

	for (const { ids, at } of deliveries) {
		const settingsSoFar = world.settings.filter(({ from }) => from <= at);
		for (const id of ids) {
			const extract = byId.get(id);
			times.set(id, (times.get(id) ?? 0) + 1);
			const suitsAny = extract && settingsSoFar.some((settings) => suits(extract, settings));
			if (extract === undefined || extract.endsAt > at || suitsAny !== true)
				findings.push(`foreign: ${id} at ${at}`);
		}
		const created = ids.map((id) => byId.get(id)?.createdAt ?? 0);
		if (created.some((time, index) => time < (created[index - 1] ?? -Infinity)))
			findings.push(`out of order at ${at}`);
	}
	for (const extract of world.extracts) {
		const count = times.get(extract.id) ?? 0;
		const due: Expectation = expectationOf(extract, world, periods, calmPolls);
		if (count > 1) findings.push(`${count} times: ${describe(extract)}`);
		if (due === 'must come') {
			if (count > 0) continue;
			findings.push(`lost: ${describe(extract)}`);
			missing += 1;
		} else if (due === 'must not come') {
			if (count > 0) findings.push(`too early: ${describe(extract)}`);
		} else undecidable.push(due);
	}
	return { findings, missing, undecidable };
}

function describe({ id, createdAt, visibleAt, endsAt, deletedAt }: WorldExtract): string {
	const times = [createdAt, visibleAt, endsAt, deletedAt].map((time) => (time / MINUTE).toFixed(1));
	return `${id} created ${times[0]}, visible ${times[1]}, ended ${times[2]}, deleted ${times[3]} min`;
}
