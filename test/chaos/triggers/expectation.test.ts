import { createRandom } from '../random';
import type { CalmPoll } from './calmPolls';
import type { SettingsPeriod } from './expectation';
import { expectationOf } from './expectation';
import type { PollingWorld, WorldExtract, WorldSettings } from './pollingWorld';
import { drawPollingWorld, MINUTE } from './pollingWorld';

const COMPLETED = settingsFrom(0, ['completed']);
const ALL = settingsFrom(30 * MINUTE, ['completed', 'failed']);
const FAILED = settingsFrom(30 * MINUTE, ['failed']);

function settingsFrom(from: number, triggerOn: string[]): WorldSettings {
	return { from, workflow: undefined, triggerOn, output: 'extract' };
}

/** An extract that was created and ended at one time. */
function extractAt(time: number, failed = false): WorldExtract {
	const times = { createdAt: time, visibleAt: time, endsAt: time, deletedAt: Infinity };
	return { id: 'x', workflow: 'w', failed, ...times };
}

function worldWith(settings: WorldSettings[], clockJumpRate = 0): PollingWorld {
	const drawn = drawPollingWorld(createRandom('expectation'), 1);
	return { ...drawn, settings, clockJumpRate, pageSize: 50, latency: 20 };
}

/** Settings that n8n activated at once, from `begunAt` on. */
function periodOf(
	settings: WorldSettings,
	begunAt: number,
	more: Partial<SettingsPeriod> = {},
): SettingsPeriod {
	const known = { firstPollAt: begunAt, knewAllAt: begunAt, wasWhole: true };
	const chosen = { chosenAt: settings.from, countsFrom: settings.from, notedAt: begunAt };
	return { settings, begunAt, ...known, ...chosen, wasToldTime: true, restarts: 0, ...more };
}

const FIRST = periodOf(COMPLETED, 0);

describe('What should have come', () => {
	it.each([
		{ case: 'was refused until later', endsAt: 40, next: FAILED, expected: 'unkept' },
		{ case: 'was refused after that', endsAt: 30.5, next: FAILED, expected: 'must come' },
		{ case: 'was refused, but suits it as well', endsAt: 40, next: ALL, expected: 'must come' },
	])('by settings whose successor $case: $expected', ({ endsAt, next, expected }) => {
		const later = periodOf(next, 60 * MINUTE, { notedAt: 31 * MINUTE });
		const world = worldWith([COMPLETED, next]);
		const extract = extractAt(endsAt * MINUTE);
		expect(expectationOf(extract, world, [FIRST, later], [])).toBe(expected);
	});

	it.each([
		{ endsAt: 40, knewAllAt: 70, expected: 'unkept' },
		{ endsAt: 65, knewAllAt: 70, expected: 'unkept' },
		{ endsAt: 80, knewAllAt: 70, expected: 'must not come' },
	])(
		'by settings that n8n never kept, until those after them are known at $knewAllAt min, if it ended at $endsAt min: $expected',
		({ endsAt, knewAllAt, expected }) => {
			const refused = settingsFrom(30 * MINUTE, ['failed']);
			const last = settingsFrom(60 * MINUTE, ['completed']);
			const later = periodOf(last, 60 * MINUTE, { knewAllAt: knewAllAt * MINUTE });
			const world = worldWith([COMPLETED, refused, last]);
			const extract = extractAt(endsAt * MINUTE, true);
			expect(expectationOf(extract, world, [FIRST, later], [])).toBe(expected);
		},
	);

	it.each([
		{ next: FAILED, clockJumpRate: 0.2, expected: 'clock' },
		{ next: FAILED, clockJumpRate: 0, expected: 'must come' },
		{ next: ALL, clockJumpRate: 0.2, expected: 'must come' },
	])(
		'by settings whose successor $next.triggerOn was noted without a time of Anesya, with $clockJumpRate wrong clocks: $expected',
		({ next, clockJumpRate, expected }) => {
			const later = periodOf(next, 31 * MINUTE, { wasToldTime: false });
			const world = worldWith([COMPLETED, next], clockJumpRate);
			expect(expectationOf(extractAt(20 * MINUTE), world, [FIRST, later], [])).toBe(expected);
		},
	);

	it.each([
		{ restarts: 0, expected: 'must not come' },
		{ restarts: 1, expected: 'left' },
	])(
		'of what had ended unwanted, and was seen before $restarts restarts: $expected',
		({ restarts, expected }) => {
			const calmPolls = [21, 22, 23].map((minute): CalmPoll => {
				const at = minute * MINUTE;
				return { begunAt: at, at, restarts: 0 };
			});
			const later = periodOf(ALL, 31 * MINUTE, { restarts });
			const extract = extractAt(20 * MINUTE, true);
			const world = worldWith([COMPLETED, ALL]);
			expect(expectationOf(extract, world, [FIRST, later], calmPolls)).toBe(expected);
		},
	);
});
