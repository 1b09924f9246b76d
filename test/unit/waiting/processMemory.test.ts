import { learnInPassing } from '../../../nodes/Anesya/waiting/learnDuration';
import { waitMemoryOf } from '../../../nodes/Anesya/waiting/processMemory';

const WORKFLOW = '3d9a7b52-6c1e-4f08-9b45-8e2f10c7a6d3';
const finished = (more = {}) => ({
	status: 'FINISHED',
	workflow: WORKFLOW,
	extraction_time: 25,
	...more,
});
const known = (account: string) => {
	const { durations } = waitMemoryOf(account);
	return durations.of(`one, workflow ${WORKFLOW}`);
};

describe('Extracts that are read for another purpose', () => {
	it('teach how long documents of their workflow take, while little is known', () => {
		learnInPassing(waitMemoryOf('a').durations, [finished(), finished({ extraction_time: 24 })]);
		learnInPassing(waitMemoryOf('a').durations, [
			finished({ extraction_time: 23 }),
			finished({ extraction_time: 22 }),
		]);
		expect(known('a')).toEqual([25_000, 24_000, 23_000]);
		expect(known('b')).toEqual([]);
	});

	it.each([
		{ status: 'ERROR' },
		{ workflow: null },
		{ extraction_time: null },
		{ extraction_time: 25_000 },
		{ extraction_time: -1 },
		{ extraction_time: '25' },
	])('teach nothing with %j', (more) => {
		learnInPassing(waitMemoryOf('c').durations, [finished(more)]);
		expect(known('c')).toEqual([]);
	});

	it('do not count as recent: the next document may be unlike them', () => {
		const { durations } = waitMemoryOf('d');
		const kind = `one, workflow ${WORKFLOW}`;
		learnInPassing(waitMemoryOf('d').durations, [finished()]);
		expect(durations.isFresh(kind, performance.now())).toBe(false);
		durations.note(kind, 25_000, performance.now());
		learnInPassing(waitMemoryOf('d').durations, [finished()]);
		expect(durations.isFresh(kind, performance.now())).toBe(true);
	});
});
