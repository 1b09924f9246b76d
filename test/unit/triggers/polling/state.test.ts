import type { ReadResult } from '../../../../nodes/Anesya/triggers/polling/readExtracts';
import type { PollingState } from '../../../../nodes/Anesya/triggers/polling/state';
import {
	addNew,
	initialState,
	isFullScanDue,
	LATENESS,
	LONGEST_WAIT,
	MAX_KNOWN,
	MAX_PENDING,
	removeEnded,
} from '../../../../nodes/Anesya/triggers/polling/state';
import { listedAt, upTo } from './listing';

const empty: PollingState = {
	list: 'list',
	settledUntil: 0,
	known: [],
	pending: [],
	count: 0,
	partialScans: 0,
};
const scanOf = (times: number[], coversTarget = true) => ({
	extracts: times.map((time) => listedAt(time)),
	coversTarget,
	count: times.length,
});
const FAR = Date.parse('2100-01-01');

describe('new extracts in a list', () => {
	it('are those created after the settled time that are not known, and become pending, oldest first', () => {
		const first = addNew({ ...empty, settledUntil: 10 }, scanOf([13, 9, 12, 10]), FAR);
		expect(first.pending).toEqual([
			['x12', 12],
			['x13', 13],
		]);
		expect(addNew(first, scanOf([13, 12, 11]), FAR).pending).toEqual([
			['x12', 12],
			['x13', 13],
			['x11', 11],
		]);
	});

	it('settle some minutes later, so that an extract that appears late is not missed', () => {
		const later = LATENESS + 100;
		const state = addNew({ ...empty, settledUntil: 10 }, scanOf([later]), FAR);
		expect(state.settledUntil).toBe(100);
		expect(addNew(state, scanOf([later, 101, 100]), FAR).pending).toEqual([
			[`x${later}`, later],
			['x101', 101],
		]);
	});

	it('do not settle when the scan may have missed rows', () => {
		const state = addNew({ ...empty, settledUntil: 10 }, scanOf([LATENESS + 100], false), FAR);
		expect(state.settledUntil).toBe(10);
	});

	it('do not settle the future because of a wrong date', () => {
		expect(addNew(empty, scanOf([FAR]), LATENESS + 7).settledUntil).toBe(7);
	});

	it('wait in the list while too many are pending, and none is lost', () => {
		const times = upTo(MAX_PENDING * 2 + 5);
		let state = empty;
		const delivered: number[] = [];
		for (let poll = 0; poll < 3; poll += 1) {
			state = addNew(state, scanOf(times), FAR);
			expect(state.pending.length).toBeLessThanOrEqual(MAX_PENDING);
			delivered.push(...state.pending.map(([, time]) => time));
			state = { ...state, pending: [] };
		}
		expect(delivered).toEqual(times);
	});

	it('settle early where there would be too many known IDs', () => {
		const state = {
			...empty,
			known: upTo(MAX_KNOWN).map((time): [string, number] => [`x${time}`, time]),
		};
		const next = addNew(state, scanOf([MAX_KNOWN + 1, MAX_KNOWN + 2]), FAR);
		expect(next.known).toHaveLength(MAX_KNOWN);
		expect(next.settledUntil).toBe(2);
	});

	it('are looked for in all of a list in unknown order when its length has changed, or after some polls', () => {
		const state = { ...empty, count: 5 };
		expect(isFullScanDue(state, 6)).toBe(true);
		expect(isFullScanDue(state, 5)).toBe(false);
		expect(isFullScanDue({ ...state, partialScans: 10 }, 5)).toBe(true);
	});
});

describe('pending extracts', () => {
	it('are removed once they have ended or are gone, or have been pending for too long', () => {
		const state: PollingState = {
			...empty,
			pending: [1, 2, 3, 4, LONGEST_WAIT].map((time) => [`x${time}`, time]),
		};
		const latest = new Map<string, ReadResult>([
			['x2', { id: 'x2', status: 'FINISHED' }],
			['x3', 'gone'],
			['x4', { id: 'x4', status: 'ERROR' }],
		]);
		expect(removeEnded(state, latest, [], LONGEST_WAIT).pending).toEqual([
			['x1', 1],
			[`x${LONGEST_WAIT}`, LONGEST_WAIT],
		]);
		expect(removeEnded(state, latest, [], LONGEST_WAIT + 1).pending).toEqual([
			[`x${LONGEST_WAIT}`, LONGEST_WAIT],
		]);
	});
});

describe('the initial state', () => {
	it('has the extracts under way as pending, and all of them as known', () => {
		const latest = new Map<string, ReadResult>([
			['x1', { id: 'x1', status: 'FINISHED' }],
			['x2', { id: 'x2', status: 'CREATED' }],
			['x3', { id: 'x3', status: 'IN_PROGRESS' }],
			['x4', 'gone'],
		]);
		const state = initialState('list', scanOf([5, 4, 3, 2, 1]), latest, FAR);
		expect(state.pending).toEqual([
			['x2', 2],
			['x3', 3],
		]);
		expect(state.known.map(([id]) => id)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5']);
	});

	it('of an empty list knows nothing', () => {
		expect(initialState('list', scanOf([]), new Map(), FAR)).toMatchObject({
			settledUntil: 0,
			known: [],
			pending: [],
		});
	});
});
