import type { INodeParameters } from 'n8n-workflow';

import { DEFAULT_WORKFLOW_ID } from '../../emulator';
import type { Fixture } from '../fixture';
import { nodeWith, openFixture } from '../fixture';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NEVER = 30 * DAY;
export const OTHER_WORKFLOW = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Opens a fixture for each test of a block, and gives what tests of the polling trigger do with it. */
export function usePollingFixture() {
	let fixture: Fixture;
	beforeEach(
		async () => (fixture = await openFixture({ workflows: [DEFAULT_WORKFLOW_ID, OTHER_WORKFLOW] })),
	);
	afterEach(async () => await fixture.close());

	/** By default a finished extract. Each one is created a millisecond after the one before, in the last seconds. */
	const seed = (extract?: Parameters<Fixture['anesya']['seed']>[0], createdAt = (recently += 1)) =>
		fixture.anesya.seed(extract, createdAt);
	let recently: number;
	beforeEach(() => (recently = Date.now() - 10_000));
	const node = (parameters: INodeParameters = {}) =>
		nodeWith(
			{
				triggerOn: ['completed'],
				filters: {},
				output: 'extractedData',
				options: {},
				...parameters,
			},
			{},
			'anesyaPollingTrigger',
		);
	const start = (parameters?: INodeParameters, mode?: 'manual') => {
		const poller = fixture.engine.startPoller(node(parameters), mode);
		return { ...poller, poll: async () => (await poller.poll())?.map(({ json }) => json) };
	};
	/** An extract that is under way until `finish` is called. */
	const begin = (number: number, createdAt?: number) =>
		seed({ data: { number }, processingMs: NEVER }, createdAt);
	const finish = (...extracts: Array<ReturnType<typeof seed>>) =>
		extracts.forEach((extract) => (extract.processingMs = 0));
	const requests = async (task: () => Promise<unknown>) => {
		const before = fixture.anesya.requests.length;
		await task();
		return fixture.anesya.requests
			.slice(before)
			.map(({ path, query }) => ({ path, page: Number(query.page) }));
	};

	return {
		get anesya() {
			return fixture.anesya;
		},
		get engine() {
			return fixture.engine;
		},
		run: async (...args: Parameters<Fixture['run']>) => await fixture.run(...args),
		seed,
		node,
		start,
		begin,
		finish,
		requests,
	};
}
