import fc from 'fast-check';

import type { Listing } from '../../../../nodes/Anesya/triggers/polling/afterListing';
import { afterListing } from '../../../../nodes/Anesya/triggers/polling/afterListing';
import type { Reading } from '../../../../nodes/Anesya/triggers/polling/afterReading';
import { afterReading, judgeUnread } from '../../../../nodes/Anesya/triggers/polling/afterReading';
import { parseState } from '../../../../nodes/Anesya/triggers/polling/parseState';
import type {
	ListedStatus,
	PollingState,
	ScanInProgress,
	Sighting,
} from '../../../../nodes/Anesya/triggers/polling/state';
import {
	GONE_AFTER,
	initialState,
	LATENESS,
	LONGEST_WAIT,
	LOOKBACK,
	MAX_PENDING,
	MOST_MISSES,
	RECENT,
} from '../../../../nodes/Anesya/triggers/polling/state';

const NOW = Date.parse('2026-06-01');
const list = { account: 'account', filter: '{}', triggerOn: 'FINISHED' };
const empty = initialState(list, NOW, NOW);
const at = (createdAt: number, status?: string): ListedStatus => ({
	id: `x${createdAt - NOW}`,
	createdAt,
	status,
});
const scan = (more: Partial<ScanInProgress> = {}): ScanInProgress => ({
	order: 'unknown',
	row: 0,
	count: 9,
	isWayBack: false,
	began: 9,
	isStart: false,
	isLast: false,
	settles: NOW,
	found: [],
	carried: [],
	...more,
});
const listing = (listed: ListedStatus[], more: Partial<Listing> = {}): Listing => ({
	listed,
	scan: scan(),
	isComplete: true,
	until: -Infinity,
	isFirst: false,
	now: NOW,
	...more,
});
const reading = (
	sightings: Array<[string, Sighting]> = [],
	more: Partial<Reading> = {},
): Reading => ({
	sightings: new Map(sightings),
	singles: new Map(sightings),
	readIds: new Set(sightings.map(([id]) => id)),
	isListed: () => false,
	isAbsent: () => false,
	isFirst: false,
	now: NOW,
	...more,
});
const waiting = (...times: number[]): PollingState => ({
	...empty,
	pending: times.map((time) => [`x${time}`, NOW + time, NOW, 0, 0]),
});
const idsOf = (entries: Array<[string, ...unknown[]]>) => entries.map(([id]) => id);

describe('What the list shows', () => {
	it('is new if it was created after the settled time and is not known, and becomes pending, oldest first', () => {
		const first = afterListing(empty, listing([at(NOW + 3), at(NOW + 1), at(NOW - LATENESS)]));
		expect(idsOf(first.pending)).toEqual(['x1', 'x3']);
		expect(idsOf(afterListing(first, listing([at(NOW + 1), at(NOW + 2)])).pending)).toEqual([
			'x1',
			'x3',
			'x2',
		]);
	});

	it('is new even if the list shows it late, but not what is known or was forgotten', () => {
		const known: PollingState['known'] = [['x5', NOW + 5]];
		const state = { ...empty, settledUntil: NOW + RECENT, settlesNext: NOW + RECENT, known };
		const next = afterListing(state, listing([at(NOW + 5), at(NOW + 6), at(NOW - LATENESS)]));
		expect(idsOf(next.pending)).toEqual(['x6']);
		const later = { ...next, settlesNext: NOW + 2 * RECENT };
		const forgotten = afterListing(later, listing([]));
		expect(forgotten.known).toEqual([]);
		expect(idsOf(afterListing(forgotten, listing([at(NOW + 5), at(NOW + 7)])).pending)).toEqual([
			'x6',
		]);
	});

	it('settles one scan later, so that the next scan sees what one has missed', () => {
		const state = { ...empty, settledUntil: 10, settlesNext: 20 };
		const next = afterListing(state, listing([], { scan: scan({ settles: 30 }) }));
		expect(next).toMatchObject({ settledUntil: 20, settlesNext: 30 });
	});

	it('is remembered for as long as a choice of the user counts from before', () => {
		const known: PollingState['known'] = [['x', NOW - RECENT]];
		const settled = { ...empty, settlesNext: NOW + RECENT, known };
		expect(afterListing(settled, listing([])).known).toEqual([]);
		const chosen = { ...settled, changes: [{ ...list, at: NOW - 1 }] };
		expect(afterListing(chosen, listing([])).known).toEqual(known);
	});

	it('settles nothing while a scan is under way, and is added together', () => {
		const begun = afterListing(empty, listing([at(NOW + 9)], { isComplete: false }));
		expect(begun).toMatchObject({ settledUntil: empty.settledUntil, pending: [] });
		const ended = afterListing(begun, listing([at(NOW + 1)], { scan: begun.scan }));
		expect(idsOf(ended.pending)).toEqual(['x1', 'x9']);
		expect(ended.scan).toBeUndefined();
	});

	it('waits in the list while there is no room, and is found again', () => {
		const times = Array.from({ length: MAX_PENDING + 5 }, (_, index) => at(NOW + index + 1));
		const full = afterListing({ ...empty, settlesNext: NOW + 1e9 }, listing(times));
		expect(full.pending).toHaveLength(MAX_PENDING);
		expect(full.settledUntil).toBe(NOW + MAX_PENDING);
		const next = afterListing({ ...full, pending: [] }, listing(times));
		expect(next.pending.slice(-5)).toHaveLength(5);
	});

	it('at the activation is waited for if it is under way or does not say, and is over otherwise', () => {
		const listed = [
			at(NOW - 1, 'FINISHED'),
			at(NOW - 2, 'CREATED'),
			at(NOW - 3),
			at(NOW - LOOKBACK - 1),
		];
		const options = { isFirst: true, scan: scan({ isStart: true }) };
		const state = afterListing(empty, listing(listed, options));
		expect(idsOf(state.unread)).toEqual(['x-2', 'x-3']);
		expect(idsOf(state.known)).toEqual(['x-1']);
	});
});

describe('What was there at the activation and is read', () => {
	const unread: PollingState = {
		...empty,
		unread: [
			['new', NOW - 1, NOW, 0, 0],
			['old', NOW - RECENT, NOW, 0, 0],
		],
	};
	const finished = (id: string): [string, Sighting] => [id, { id, status: 'FINISHED' }];

	it('stays unread as long as nothing is learned', () => {
		expect(judgeUnread(unread, reading()).unread).toEqual(unread.unread);
	});

	it('is waited for if it is not ready', () => {
		const sightings: Array<[string, Sighting]> = [
			['new', 'not ready'],
			['old', 'not ready'],
		];
		expect(idsOf(judgeUnread(unread, reading(sightings)).pending)).toEqual(['new', 'old']);
	});

	it('stays unread while Anesya denies it, until it is gone: a denial may pass', () => {
		const gone: Array<[string, Sighting]> = [
			['new', 'gone'],
			['old', 'gone'],
		];
		let state = judgeUnread(unread, reading(gone, { isFirst: true }));
		for (let miss = 1; miss < MOST_MISSES; miss += 1) state = judgeUnread(state, reading(gone));
		expect([idsOf(state.unread), state.known]).toEqual([['new', 'old'], []]);
		const back = judgeUnread(state, reading([['old', 'not ready']]));
		expect(idsOf(back.pending)).toEqual(['old']);
		const later = judgeUnread(state, reading(gone, { now: NOW + GONE_AFTER }));
		expect([later.unread, idsOf(later.known)]).toEqual([[], ['old', 'new']]);
		const absent = judgeUnread(unread, reading(gone, { isAbsent: () => true }));
		expect(absent.unread).toEqual([]);
	});

	it('is over if it has ended by the first poll, and later only if it was created long before', () => {
		const sightings = [finished('new'), finished('old')];
		expect(judgeUnread(unread, reading(sightings, { isFirst: true })).pending).toEqual([]);
		expect(idsOf(judgeUnread(unread, reading(sightings)).pending)).toEqual(['new']);
	});
});

describe('What is pending', () => {
	it('stays so as long as nothing is learned, however old it is', () => {
		const state = waiting(-8 * LONGEST_WAIT);
		expect(afterReading(state, reading(), new Set()).pending).toEqual(state.pending);
	});

	it('leaves once it is done, and is remembered', () => {
		const next = afterReading(waiting(1, 2), reading(), new Set(['x1']));
		expect(idsOf(next.pending)).toEqual(['x2']);
		expect(idsOf(next.known)).toEqual(['x1']);
	});

	it('goes to the back when it was read, whatever came of it', () => {
		const state = waiting(1, 2, 3);
		const read = reading([['x1', 'not ready']], { readIds: new Set(['x1', 'x2']) });
		expect(idsOf(afterReading(state, read, new Set()).pending)).toEqual(['x3', 'x1', 'x2']);
	});

	it('is gone if the list does not have it either, or if Anesya says so often and long', () => {
		const gone: Array<[string, Sighting]> = [['x1', 'gone']];
		const missed = afterReading(waiting(1), reading(gone), new Set());
		expect(missed.pending).toHaveLength(1);
		const absent = reading(gone, { isAbsent: () => true });
		expect(afterReading(missed, absent, new Set()).pending).toEqual([]);
		let state = missed;
		for (let miss = 1; miss < MOST_MISSES; miss += 1)
			state = afterReading(state, reading(gone), new Set());
		const later = { now: NOW + GONE_AFTER };
		expect(afterReading(missed, reading(gone, later), new Set()).pending).toHaveLength(1);
		expect(afterReading(state, reading(gone, later), new Set()).pending).toEqual([]);
		const listed = { ...later, isListed: () => true };
		expect(afterReading(state, reading(gone, listed), new Set()).pending).toHaveLength(1);
	});

	it('is dropped for want of room only if it is still under way long after it was first seen', () => {
		const times = Array.from({ length: MAX_PENDING }, (_, index) => index);
		const late = { now: NOW + LONGEST_WAIT + 1 };
		const underWay: Array<[string, Sighting]> = [['x5', 'not ready']];
		const full = afterReading(waiting(...times), reading(underWay, late), new Set());
		expect(full.pending).toHaveLength(MAX_PENDING - 1);
		const roomy = afterReading(waiting(1, 5), reading(underWay, late), new Set());
		expect(roomy.pending).toHaveLength(2);
	});
});

describe('Any sequence of polls', () => {
	it('delivers each extract of complete lists once, and keeps the state readable', () => {
		const anyPolls = fc.array(
			fc.record({
				created: fc.array(fc.integer({ min: 0, max: 9 * 60_000 }), { maxLength: 6 }),
				isComplete: fc.boolean(),
				isRead: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
			}),
			{ maxLength: 12 },
		);
		fc.assert(
			fc.property(anyPolls, (polls) => {
				let state: PollingState = { ...empty };
				const listed: ListedStatus[] = [];
				const delivered: string[] = [];
				const poll = (now: number, isComplete: boolean, isRead: (index: number) => boolean) => {
					const begun = state.scan ?? scan({ settles: now - LATENESS });
					const next = listing([...listed], { scan: begun, isComplete, now });
					state = afterListing(state, next);
					const done = idsOf(state.pending).filter((_, index) => isRead(index));
					delivered.push(...done);
					state = afterReading(state, reading([], { now }), new Set(done));
					state = parseState(JSON.parse(JSON.stringify(state))) ?? empty;
				};
				for (const [index, { created, isComplete, isRead }] of polls.entries()) {
					const now = NOW + (index + 1) * 60_000;
					for (const [number, age] of created.entries())
						listed.push({ id: `${index} ${number}`, createdAt: now - age });
					poll(now, isComplete, (one) => isRead[one % 40] === true);
				}
				for (let last = 0; last < 3; last += 1) poll(NOW + 3_600_000, true, () => true);
				const due = listed.filter(({ createdAt }) => createdAt > NOW - LATENESS);
				expect(delivered.toSorted()).toEqual(due.map(({ id }) => id).toSorted());
			}),
		);
	});
});
