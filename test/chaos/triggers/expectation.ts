import type { CalmPoll } from './calmPolls';
import { hasScanned } from './calmPolls';
import type { PollingWorld, WorldExtract, WorldSettings } from './pollingWorld';
import { HOUR, MINUTE } from './pollingWorld';

/** A time during which the settings stayed the same, from their activation by n8n on. Milliseconds. */
export interface SettingsPeriod {
	settings: WorldSettings;
	begunAt: number;
	/** When the user chose them, or earlier ones that n8n did not keep. */
	chosenAt: number;
	/** When the first poll that reached Anesya was over. */
	firstPollAt: number;
	/** When the trigger first knew all that was there at the beginning; Infinity if later settings came first. */
	knewAllAt: number;
	/** Whether the first poll that was tried knew all of it. */
	wasWhole: boolean;
	/** When the first settings were chosen since the trigger last knew all: it may count from then. */
	countsFrom: number;
	/** When the process first polled with these settings, or with earlier ones that n8n did not keep. */
	notedAt: number;
	/** Whether Anesya told its time in that poll, and in the one that n8n kept. */
	wasToldTime: boolean;
	/** How often n8n had been restarted by then. */
	restarts: number;
}

/** Everything that nobody who sees only what the trigger sees could decide, whatever it did. */
export const UNDECIDABLE = {
	before: 'ended in the hour before a start that took several polls: Anesya does not say when',
	during: 'ended in a start, in its first poll or created long before: Anesya does not say when',
	late: 'created before the activation, and listed after it more than ten minutes old: SECURITY.md names this',
	left: 'it was deleted, or the settings changed to ones that suit it, before two scans without faults',
	closing: 'ended after the settings changed, but before what had ended by then was read',
	unkept: 'n8n refused to activate the settings of that time, or had not stored them yet',
	clock: "n8n's clock was wrong, and Anesya told no time",
} as const;

export type Undecidable = keyof typeof UNDECIDABLE;

export type Expectation = 'must come' | 'must not come' | Undecidable;

/** Milliseconds. Anesya tells its time in whole seconds, after the latency of a request. */
const CLOCK_ACCURACY = 5_000;

/** Documents of the hour before a start that takes several polls may come, and so may those that the list shows late. */
const RECENT = HOUR;
const LATENESS = 10 * MINUTE;

/** Whether an extract should have come, by all that happened in a world. */
export function expectationOf(
	extract: WorldExtract,
	world: PollingWorld,
	periods: SettingsPeriod[],
	calmPolls: CalmPoll[],
): Expectation {
	const { endsAt, deletedAt } = extract;
	const suited = periods.map(({ settings }) => suits(extract, settings));
	const during = periods.findLastIndex(({ begunAt }) => begunAt <= endsAt);
	const period = periods[during];
	if (period !== undefined && suited[during] === true) {
		const untraceable = whyUntraceable(extract, world, periods, during);
		if (untraceable !== undefined) return untraceable;
		// After several choices while Anesya was away, each poll ends one list and begins the next.
		const knewAllAt = Math.min(...periods.slice(during).map((one) => one.knewAllAt));
		const from = Math.max(endsAt, knewAllAt);
		const isLeft =
			deletedAt < Infinity && !hasScanned(world, calmPolls, { from, until: deletedAt });
		return isLeft ? 'left' : (whyLeft(extract, world, period, periods[during + 1]) ?? 'must come');
	}
	if (mayCloseLate(extract, periods, during)) return 'closing';
	const wasKnown = period !== undefined && isListed(extract, period.settings);
	const knownUntil = wasKnown ? leavesAt(world, period, (next) => isListed(extract, next)) : 0;
	for (const later of periods.filter((_, index) => index > during && suited[index] === true)) {
		const reason = whyEarly(extract, world, later);
		if (reason !== undefined) return reason;
		// It was known, and a poll that would have seen its end came too late, or was forgotten.
		const span = { from: endsAt, until: Math.min(later.begunAt, knownUntil) };
		if (wasKnown && !hasScanned(world, calmPolls, span, later.restarts)) return 'left';
	}
	return mayComeUnkept(extract, world, periods) ? 'unkept' : 'must not come';
}

/** The trigger may know of settings that n8n did not keep, until it knows all by those that came after. */
function mayComeUnkept(
	extract: WorldExtract,
	{ settings: all }: PollingWorld,
	periods: SettingsPeriod[],
): boolean {
	const { createdAt, endsAt } = extract;
	const unkept = all.filter((one) => periods.every(({ settings }) => settings !== one));
	return unkept.some((settings) => {
		const next = periods.find(({ begunAt }) => begunAt >= settings.from);
		const isRecent = endsAt >= settings.from || createdAt > settings.from - RECENT - LATENESS;
		return suits(extract, settings) && isRecent && endsAt <= (next?.knewAllAt ?? Infinity);
	});
}

/**
 * An extract that ended after the settings began is known to have done so if it was created after that, or
 * was read while it was under way, or was known under the settings before.
 */
function whyUntraceable(
	extract: WorldExtract,
	world: PollingWorld,
	periods: SettingsPeriod[],
	index: number,
): Undecidable | undefined {
	const { endsAt, createdAt } = extract;
	const [period, before] = [periods[index], periods[index - 1]];
	if (period === undefined) return 'during';
	if (isListedLate(extract, period)) return 'late';
	if (endsAt > period.knewAllAt) return undefined;
	// What could not be read at once, and is not old, is waited for.
	if (endsAt > period.firstPollAt && createdAt > period.begunAt - RECENT) return undefined;
	const hasClock = world.clockJumpRate === 0 || period.wasToldTime || index === 0;
	if (createdAt > period.begunAt && hasClock) return undefined;
	const has = (settings: WorldSettings) => suits(extract, settings);
	if (before !== undefined && has(before.settings) && leavesAt(world, before, has) > period.begunAt)
		return whyUntraceable(extract, world, periods, index - 1);
	return createdAt > period.begunAt ? 'clock' : 'during';
}

/** What suits settings that n8n keeps need not come if the trigger knows, or thinks, that it ended under later ones. */
function whyLeft(
	extract: WorldExtract,
	world: PollingWorld,
	period: SettingsPeriod,
	next: SettingsPeriod | undefined,
): Undecidable | undefined {
	const has = (settings: WorldSettings) => suits(extract, settings);
	if (next === undefined || leavesAt(world, period, has) > next.settings.from) return undefined;
	if (extract.endsAt >= next.notedAt) return 'unkept';
	return world.clockJumpRate > 0 && !next.wasToldTime ? 'clock' : undefined;
}

/** Worlds draw it for what is created later, but an activation may fail, and succeed only after that. */
function isListedLate(
	{ createdAt, visibleAt }: WorldExtract,
	{ begunAt }: SettingsPeriod,
): boolean {
	return createdAt <= begunAt && visibleAt > begunAt && visibleAt - createdAt > LATENESS;
}

/** Whether earlier settings that suit it were not yet closed when it ended. */
function mayCloseLate(extract: WorldExtract, periods: SettingsPeriod[], during: number): boolean {
	return periods.slice(0, Math.max(0, during)).some(({ settings }, index) => {
		const closed = periods.slice(index + 1, during + 1);
		return suits(extract, settings) && closed.every(({ knewAllAt }) => knewAllAt > extract.endsAt);
	});
}

/** What ended before the settings began comes only if that cannot be told. */
function whyEarly(
	{ createdAt, endsAt }: WorldExtract,
	{ clockJumpRate }: PollingWorld,
	{ chosenAt, begunAt, wasWhole, countsFrom, wasToldTime }: SettingsPeriod,
): Undecidable | undefined {
	if (endsAt >= chosenAt) return 'unkept';
	if (clockJumpRate > 0 && !wasToldTime) return 'clock';
	if (createdAt > begunAt - CLOCK_ACCURACY) return 'clock';
	return !wasWhole && createdAt > countsFrom - RECENT - LATENESS ? 'before' : undefined;
}

/** When the user first chose settings without an extract, kept by n8n or not: the trigger may know of both. */
function leavesAt(
	{ settings }: PollingWorld,
	period: SettingsPeriod,
	has: (settings: WorldSettings) => boolean,
): number {
	const later = settings.filter(({ from }) => from > period.settings.from);
	return later.find((one) => !has(one))?.from ?? Infinity;
}

/** Whether an extract starts the workflow by these settings, once it has ended. */
export function suits(extract: WorldExtract, settings: WorldSettings): boolean {
	const outcome = extract.failed ? 'failed' : 'completed';
	return isListed(extract, settings) && settings.triggerOn.includes(outcome);
}

function isListed({ workflow }: WorldExtract, { workflow: wanted }: WorldSettings): boolean {
	return wanted === undefined || wanted === workflow;
}
