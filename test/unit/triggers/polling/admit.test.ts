import {
	admit,
	isReadingDue,
	LATENESS,
	MOST_KNOWN,
	MOST_PENDING,
} from '../../../../nodes/Anesya/triggers/polling/admit';
import type { Memory } from '../../../../nodes/Anesya/triggers/polling/memory';
import { memoryFrom } from '../../../../nodes/Anesya/triggers/polling/memory';
import { sightingAt, upTo } from './listing';

const empty: Memory = { list: 'list', settled: 0, known: [], pending: [], count: 0, unread: 0 };
const seen = (times: number[], isWhole = true) => ({
	sightings: times.map((time) => sightingAt(time)),
	isWhole,
	count: times.length,
});
const FAR = Date.parse('2100-01-01');

describe('what is new in a list', () => {
	it('is what was created after the settled time and is not known, the oldest first', () => {
		const first = admit({ ...empty, settled: 10 }, seen([13, 9, 12, 10]), FAR);
		expect(first.pending).toEqual([
			['x12', 12],
			['x13', 13],
		]);
		expect(admit(first, seen([13, 12, 11]), FAR).pending).toEqual([
			['x12', 12],
			['x13', 13],
			['x11', 11],
		]);
	});

	it('settles some minutes later, so that one which shows up late is not missed', () => {
		const later = LATENESS + 100;
		const memory = admit({ ...empty, settled: 10 }, seen([later]), FAR);
		expect(memory.settled).toBe(100);
		expect(admit(memory, seen([later, 101, 100]), FAR).pending).toEqual([
			[`x${later}`, later],
			['x101', 101],
		]);
	});

	it('does not settle when rows may have been missed', () => {
		expect(admit({ ...empty, settled: 10 }, seen([LATENESS + 100], false), FAR).settled).toBe(10);
	});

	it('does not settle in the future because of a wrong date', () => {
		expect(admit(empty, seen([FAR]), LATENESS + 7).settled).toBe(7);
	});

	it('waits in the list while too many are pending, and none of them gets lost', () => {
		const times = upTo(MOST_PENDING * 2 + 5);
		let memory = empty;
		const delivered: number[] = [];
		for (let look = 0; look < 3; look += 1) {
			memory = admit(memory, seen(times), FAR);
			expect(memory.pending.length).toBeLessThanOrEqual(MOST_PENDING);
			delivered.push(...memory.pending.map(([, time]) => time));
			memory = { ...memory, pending: [] };
		}
		expect(delivered).toEqual(times);
	});

	it('is told by its time where too many ids would have to be known', () => {
		const memory = {
			...empty,
			known: upTo(MOST_KNOWN).map((time): [string, number] => [`x${time}`, time]),
		};
		const next = admit(memory, seen([MOST_KNOWN + 1, MOST_KNOWN + 2]), FAR);
		expect(next.known).toHaveLength(MOST_KNOWN);
		expect(next.settled).toBe(2);
	});

	it('is looked for in all of a list without order when its length has changed, or after some looks', () => {
		const memory = { ...empty, count: 5 };
		expect(isReadingDue(memory, 6)).toBe(true);
		expect(isReadingDue(memory, 5)).toBe(false);
		expect(isReadingDue({ ...memory, unread: 10 }, 5)).toBe(true);
	});
});

describe('the memory', () => {
	it('survives being written and read', () => {
		const memory: Memory = { ...empty, known: [['a', 1]], pending: [['b', 2]] };
		expect(memoryFrom(JSON.parse(JSON.stringify(memory)), 'list')).toEqual(memory);
	});

	it.each([
		['nothing', undefined],
		['another list', { ...empty, list: 'other' }],
		['something else', { list: 'list', settled: 'x' }],
	])('of %s is none', (_name, kept) => {
		expect(memoryFrom(kept, 'list')).toBeUndefined();
	});

	it('leaves out what it cannot read', () => {
		expect(memoryFrom({ ...empty, known: [['a', 1], ['b'], 5], pending: 'x' }, 'list')).toEqual({
			...empty,
			known: [['a', 1]],
		});
	});
});
