import { mean } from 'simple-statistics';
import type { Spec } from 'vega';
import { z } from 'zod';

import { chart } from './chart';
import type { Theme } from './theme';

const tradeOff = z.object({ meanLag: z.number(), requests: z.number() });

const polling = z.object({
	raw: z.object({
		singleDocument: z.object({
			measured: z.array(
				z.object({
					distribution: z.string(),
					schedules: z.array(z.object({ name: z.string(), batches: z.array(tradeOff) })),
					optimum: z.array(tradeOff),
				}),
			),
		}),
	}),
});

/** The kind of documents that is shown. */
const DISTRIBUTION = '25 s, spread 0.3';

interface Shown {
	/** In the benchmark, and in the chart. */
	name: string;
	title: string;
	isOwn?: boolean;
	/** Where its name goes: pixels downwards, and to the left if it is not beside it on the right. */
	dy?: number;
	isLeft?: boolean;
}

const SHOWN: Shown[] = [
	{
		name: 'this node, 20 seen',
		title: 'this node, after 20 documents',
		isOwn: true,
		isLeft: true,
		dy: 14,
	},
	{ name: 'this node, 5 seen', title: 'after 5', isOwn: true, dy: -9, isLeft: true },
	{ name: 'this node, nothing known', title: 'the first', isOwn: true, dy: -9, isLeft: true },
	{ name: 'fixed, 1 s', title: 'every second', dy: -11 },
	{ name: 'fixed, 2 s', title: 'loop of Wait (2 s) and IF' },
	{ name: 'Mindee: 2 s, then 1.5 s', title: 'Mindee' },
	{ name: 'LlamaCloud: 1 s, x 1.5, up to 5 s', title: 'LlamaCloud' },
	{ name: 'google-gax: 1 s, x 1.3, up to 45 s', title: 'google-gax' },
];

/** Lag against requests. @param json the raw figures of the benchmark `polling` */
export function lagChart(json: unknown, theme: Theme): Spec {
	const measured = polling
		.parse(json)
		.raw.singleDocument.measured.find(({ distribution }) => distribution === DISTRIBUTION);
	if (measured === undefined) throw new Error(`No figures of ${DISTRIBUTION}; run the benchmark`);
	const points = SHOWN.flatMap(({ name, title, isOwn = false, isLeft = false, dy = 0 }) =>
		measured.schedules
			.filter((schedule) => schedule.name === name)
			.map(({ batches }) => ({
				x: mean(batches.map(({ requests }) => requests)),
				y: mean(batches.map(({ meanLag }) => meanLag)),
				title,
				colour: isOwn ? theme.own : theme.others,
				align: isLeft ? 'right' : 'left',
				dx: isLeft ? -6 : 9,
				dy,
			})),
	);
	const optimum = measured.optimum.map(({ requests, meanLag }) => ({ x: requests, y: meanLag }));
	return chart(
		theme,
		'One document of about 25 s: how late its end is seen, and with how many requests',
		{ title: 'requests a document', domain: X, ticks: [2, 5, 10, 20, 30] },
		{ title: 'mean lag, s', domain: Y, ticks: [0.3, 0.5, 1, 2, 5] },
		{ points, optimum, label: optimum.filter(({ x }) => x < 20).slice(0, 1) },
		[
			{
				type: 'line',
				from: { data: 'optimum' },
				clip: true,
				encode: {
					enter: {
						...AT_POINT,
						stroke: { value: theme.limit },
						strokeWidth: { value: 2.5 },
						strokeDash: { value: [6, 4] },
					},
				},
			},
			{
				type: 'text',
				from: { data: 'label' },
				encode: {
					enter: {
						...AT_POINT,
						text: { value: ['the best possible, if it is known', 'how long documents take'] },
						fill: { value: theme.limit },
						align: { value: 'right' },
						dx: { value: -8 },
						dy: { value: 6 },
					},
				},
			},
			{
				type: 'symbol',
				from: { data: 'points' },
				encode: { enter: { ...AT_POINT, fill: { field: 'colour' }, size: { value: 70 } } },
			},
			{
				type: 'text',
				from: { data: 'points' },
				encode: {
					enter: {
						...AT_POINT,
						text: { field: 'title' },
						fill: { field: 'colour' },
						align: { field: 'align' },
						dx: { field: 'dx' },
						dy: { field: 'dy' },
						baseline: { value: 'middle' },
					},
				},
			},
		],
	);
}

const X: [number, number] = [2, 35];
const Y: [number, number] = [0.25, 6];

const AT_POINT = { x: { scale: 'x', field: 'x' }, y: { scale: 'y', field: 'y' } };
