import { SPEED } from './faster';
import { documents, inWorld, MINUTES, OVERHEAD, textsOf } from './outageWorld';

/** All times are shortened alike. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => mockFaster().fasterSearches());
jest.mock('../../nodes/Anesya/transport/outageLimits', () => mockFaster().fasterOutageLimits());
jest.mock('../../nodes/Anesya/transport/timeLimits', () => mockFaster().fasterTimeLimits());
jest.mock('../../nodes/Anesya/transport/retry', () => mockFaster().fasterRetries());
jest.mock('../../nodes/Anesya/transport/throttle', () => mockFaster().fasterThrottles());

function mockFaster() {
	return jest.requireActual<typeof import('./faster')>('./faster');
}

/** Alone in its file, since it measures how long a run takes. */
it(
	'A run outlives half a minute of silence that begins while uploads are under way',
	inWorld(async ({ run, plan, anesya }) => {
		const items = await documents(60);
		let arrived = 0;
		plan(({ method, documentNames }) => {
			if (method === 'POST' && documentNames === undefined) arrived += 1;
			return arrived > 10 ? { kind: 'hang' } : undefined;
		});
		const running = run('upload', items);
		await new Promise((resolve) => setTimeout(resolve, 33_000 / SPEED));
		plan(() => undefined);
		const result = await running;
		expect(textsOf(result)).toEqual([]);
		expect(result.json).toHaveLength(60);
		expect(anesya.extracts.size).toBe(60);
		expect(result.took).toBeLessThan(3 * MINUTES + OVERHEAD);
	}),
	10 * MINUTES,
);
