import type { Memory } from '../../../../nodes/Anesya/triggers/polling/memory';
import type { Found } from '../../../../nodes/Anesya/triggers/polling/pending';
import {
	foundInList,
	LONGEST_WAIT,
	MOST_READS,
	toBeRead,
	withoutEnded,
} from '../../../../nodes/Anesya/triggers/polling/pending';
import {
	firstMemory,
	LOOKBACK,
	ofUnknownStatus,
} from '../../../../nodes/Anesya/triggers/polling/begin';
import { sightingAt, upTo } from './listing';

const memoryOf = (times: number[]): Memory => ({
	list: '',
	settled: 0,
	known: [],
	pending: times.map((time) => [`x${time}`, time]),
	count: 0,
	unread: 0,
});
const whole = {
	status: 'FINISHED',
	extracted_data: { a: 1 },
	content: '',
	document_url: '/document/',
};

describe('pending extracts', () => {
	it('are taken from the list where it tells enough, and read singly otherwise', () => {
		const rows = [
			sightingAt(1, { status: 'IN_PROGRESS' }),
			sightingAt(2, whole),
			sightingAt(3, { status: 'FINISHED' }),
			sightingAt(4, {}),
			sightingAt(5, { status: 'ERROR', extracted_data: null }),
		];
		const memory = memoryOf([1, 2, 3, 4, 5, 6]);
		const found = foundInList(memory, rows);
		expect([...found.keys()]).toEqual(['x1', 'x2']);
		expect(toBeRead(memory, found)).toEqual(['x3', 'x4', 'x5', 'x6']);
	});

	it('are read in turns when they are many, whether or not the readings give anything', () => {
		const memory = memoryOf(upTo(MOST_READS + 2));
		const first = toBeRead(memory, new Map());
		expect(first).toHaveLength(MOST_READS);
		const answers = new Map<string, Found>(first.map((id) => [id, { id, status: 'IN_PROGRESS' }]));
		const turn = [`x${MOST_READS + 1}`, `x${MOST_READS + 2}`, 'x1'];
		expect(toBeRead(withoutEnded(memory, answers, first, 0), new Map()).slice(0, 3)).toEqual(turn);
		expect(toBeRead(withoutEnded(memory, new Map(), first, 0), new Map()).slice(0, 3)).toEqual(
			turn,
		);
	});

	it('are over once they have ended or are gone, and are not awaited for ever', () => {
		const memory = memoryOf([1, 2, 3, 4, LONGEST_WAIT]);
		const found = new Map<string, Found>([
			['x2', { id: 'x2', status: 'FINISHED' }],
			['x3', 'gone'],
			['x4', { id: 'x4', status: 'ERROR' }],
		]);
		expect(withoutEnded(memory, found, [], LONGEST_WAIT).pending).toEqual([
			['x1', 1],
			[`x${LONGEST_WAIT}`, LONGEST_WAIT],
		]);
		expect(withoutEnded(memory, found, [], LONGEST_WAIT + 1).pending).toEqual([
			[`x${LONGEST_WAIT}`, LONGEST_WAIT],
		]);
	});
});

describe('the first look', () => {
	it('awaits what is under way, and takes all the rest for known', () => {
		const sightings = [
			sightingAt(1, whole),
			sightingAt(2, { status: 'CREATED' }),
			sightingAt(3),
			sightingAt(4),
			sightingAt(5),
		];
		expect(ofUnknownStatus(sightings)).toEqual(['x3', 'x4', 'x5']);
		const read = new Map<string, Found>([
			['x3', { id: 'x3', status: 'IN_PROGRESS' }],
			['x4', { id: 'x4', status: 'ERROR' }],
		]);
		const memory = firstMemory('list', { sightings, isWhole: true, count: 5 }, read, LOOKBACK);
		expect(memory.pending).toEqual([
			['x2', 2],
			['x3', 3],
		]);
		expect(memory.known.map(([id]) => id)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5']);
	});

	it('of an empty list knows nothing', () => {
		expect(
			firstMemory('list', { sightings: [], isWhole: true, count: 0 }, new Map(), LOOKBACK),
		).toMatchObject({ settled: 0, known: [], pending: [] });
	});
});
