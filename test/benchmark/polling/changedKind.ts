import type { Measurements } from '../benchmark';
import { logNormal, seededRandom } from '../durations';
import { learnedFrom, STEADY } from './schedules';
import type { ScheduleResult } from './simulateSchedule';
import { simulateSchedule, summaryOf } from './simulateSchedule';

/** Median seconds of the documents that were seen, and of those that come now. */
const CHANGES: Array<[number, number]> = [
	[25, 8],
	[25, 120],
	[120, 25],
	[8, 25],
];
const SPREAD = 0.3;
const SEEN_BEFORE = 20;

/** New ones that have been seen. */
const SEEN_SINCE = [0, 1, 3, 5, 10];
const DRAWS = 2_000;

/** What a change of the kind of documents costs until it is noticed. */
export function measureChangedKind(): Measurements {
	const raw = CHANGES.map(([before, now]) => {
		const [old, next] = [logNormal(before, SPREAD), logNormal(now, SPREAD)];
		const random = seededRandom(before + now);
		const afterSeeing = (since: number): ScheduleResult => {
			const checked = Array.from({ length: DRAWS }, (_, draw) => {
				const seen = [...old.sample(SEEN_BEFORE, draw), ...next.sample(since, draw + DRAWS)];
				return simulateSchedule(learnedFrom(seen), next.sample(1, draw + 2 * DRAWS), random);
			});
			return summaryOf(checked.flat());
		};
		const steady = summaryOf(simulateSchedule(STEADY, next.sample(DRAWS, 1), random));
		return { before, now, steady, learned: SEEN_SINCE.map(afterSeeing) };
	});
	const text = ({ meanLag, requests }: ScheduleResult) =>
		`${meanLag.toFixed(2)} s, ${requests.toFixed(1)}`;
	return {
		tables: [
			{
				title: 'A change of the kind of documents: lag and requests of the next one',
				columns: [
					'seconds before',
					'now',
					'nothing known',
					...SEEN_SINCE.map((since) => `after ${since}`),
				],
				rows: raw.map(({ before, now, steady, learned }) => [
					String(before),
					String(now),
					text(steady),
					...learned.map(text),
				]),
				note: `${SEEN_BEFORE} documents of the old kind were seen before, spread ${SPREAD}; ${DRAWS} draws.`,
			},
		],
		raw,
	};
}
