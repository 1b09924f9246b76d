import '../../engine/harness/environment';

import { createRandom } from '../random';
import { idIn, loadPolled } from './polledNode';
import type { PollingWorld, WorldExtract } from './pollingWorld';
import { drawId, drawPollingWorld, HOUR, MINUTE } from './pollingWorld';
import { startVirtualAnesya } from './virtualAnesya';
import { startVirtualTime } from './virtualTime';

const MANY = 10_000;

/** Polls after which all of them must have come: 1,000 at once, and some to find them. */
const ENOUGH_POLLS = 30;

type Rows = Pick<PollingWorld, 'rows' | 'order'>;

/** Polls while nothing is new, with as many extracts known as end at once afterwards. */
async function pollThrough(rows: Rows) {
	const random = createRandom('backlog', rows.rows, rows.order);
	const time = startVirtualTime(random.number);
	try {
		const drawn = drawPollingWorld(random, 1);
		const [first] = drawn.settings;
		if (first === undefined) throw new Error('A world has settings');
		const settings = { ...first, workflow: undefined, output: 'extractedData' as const };
		const calm = {
			pageSize: 100,
			rowLag: 0,
			count: 'right' as const,
			deletionRate: 0,
			latency: 100,
			faultRate: 0,
			outages: [],
		};
		const make = (createdAt: number): WorldExtract => ({
			id: drawId(random),
			workflow: '0f8fad5b-d9cb-469f-a165-70867728950e',
			createdAt,
			visibleAt: createdAt,
			endsAt: createdAt,
			failed: false,
			deletedAt: Infinity,
		});
		const old = Array.from({ length: MANY }, (_, index) => make(-48 * HOUR - index));
		const backlog = Array.from({ length: MANY }, (_, index) => make(30 * MINUTE + index));
		const extracts = [...old, ...backlog];
		const anesya = startVirtualAnesya(
			{ ...drawn, ...rows, ...calm, extracts },
			random,
			time,
			time.now(),
		);
		const trigger = loadPolled(
			settings,
			{},
			`backlog ${rows.rows} ${rows.order}`,
			anesya,
			() => {},
		);
		const poll = async () => {
			const before = anesya.requests();
			const output = await time.run(
				async () => (await trigger.type.poll?.call(trigger.poll)) ?? null,
			);
			await time.run(async () => await time.wait(MINUTE));
			return {
				ids: (output?.[0] ?? []).map(({ json }) => idIn(json)),
				requests: anesya.requests() - before,
			};
		};

		for (let polls = 0; polls < 20; polls += 1) await poll();
		const idle = (await poll()).requests;
		await time.run(async () => await time.wait(HOUR));
		const delivered: string[] = [];
		let polls = 0;
		for (; polls < ENOUGH_POLLS && delivered.length < MANY; polls += 1) {
			delivered.push(...(await poll()).ids);
		}
		return {
			idle,
			polls,
			isComplete: delivered.join() === backlog.map(({ id }) => id).join(),
		};
	} finally {
		time.restore();
	}
}

it.each<Rows & { most: number }>([
	{ rows: 'with data', order: 'newest first', most: 11 },
	{ rows: 'without status', order: 'by id', most: 11 },
])(
	'With $rows, $order: a poll over 10,000 known extracts sends two requests, and 10,000 new ones come in order',
	async ({ most, ...rows }) => {
		const { idle, polls, isComplete } = await pollThrough(rows);
		expect({ idle, isComplete }).toEqual({ idle: 2, isComplete: true });
		expect(polls).toBeLessThanOrEqual(most);
	},
	120_000,
);
