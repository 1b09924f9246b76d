import type { Spec } from 'vega';
import { z } from 'zod';

import { chart } from './chart';
import type { Theme } from './theme';

const uploads = z.object({
	raw: z.object({
		series: z.array(
			z.object({
				name: z.string(),
				connection: z.string(),
				megabytes: z.number(),
				costs: z.array(z.object({ memory: z.number() })),
			}),
		),
	}),
});

/** The clients as the benchmark names them, as the chart does. */
const CLIENTS: Array<{ of: RegExp; title: string }> = [
	{ of: /^this node, n8n/, title: 'this node' },
	{ of: /^bare undici client$/, title: 'bare undici client' },
	{ of: /^FormData \+ Blob$/, title: 'FormData and Blob' },
	{ of: /^HTTP Request, n8n/, title: 'HTTP Request node' },
];

/** Memory while a file is uploaded, against its size. @param json the raw figures of the benchmark `upload` */
export function memoryChart(json: unknown, theme: Theme): Spec {
	const series = uploads.parse(json).raw.series.filter(({ connection }) => connection === '');
	const points = CLIENTS.flatMap(({ of, title }, index) =>
		series
			.filter(({ name }) => of.test(name))
			.map(({ megabytes, costs }) => ({
				title,
				colour: theme.series[index],
				x: megabytes,
				y: Math.max(LEAST, ...costs.map(({ memory }) => memory / 1e6)),
			})),
	);
	const largest = Math.max(...points.map(({ x }) => x));
	const last = points.filter(({ x }) => x === largest);
	return chart(
		theme,
		'Memory while a file is uploaded, above what the process had before',
		{ title: 'size of the file, MB', domain: [1, largest], ticks: [1, 10, 100, largest] },
		{ title: 'memory, MB', domain: [LEAST, 2_000], ticks: [1, 10, 100, 1_000] },
		{ points, last },
		[
			{
				type: 'group',
				from: { facet: { name: 'line', data: 'points', groupby: 'title' } },
				marks: [
					{
						type: 'line',
						from: { data: 'line' },
						encode: {
							enter: { ...AT_POINT, stroke: { field: 'colour' }, strokeWidth: { value: 2.5 } },
						},
					},
				],
			},
			{
				type: 'symbol',
				from: { data: 'points' },
				encode: { enter: { ...AT_POINT, fill: { field: 'colour' }, size: { value: 40 } } },
			},
			{
				type: 'text',
				from: { data: 'last' },
				encode: {
					enter: {
						...AT_POINT,
						text: { signal: "datum.title + ', ' + format(datum.y, ',.0f') + ' MB'" },
						fill: { field: 'colour' },
						dx: { value: 10 },
						baseline: { value: 'middle' },
					},
				},
			},
		],
	);
}

/** Megabytes: less is not visible beside the noise of a process. */
const LEAST = 1;

const AT_POINT = { x: { scale: 'x', field: 'x' }, y: { scale: 'y', field: 'y' } };
