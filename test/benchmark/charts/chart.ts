import type { Axis, LogScale, Mark, Spec } from 'vega';

import type { Theme } from './theme';

const WIDTH = 560;
const HEIGHT = 320;

const FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif';

/** One axis of a chart, with a logarithmic scale: ratios are what counts. */
export interface LogAxis {
	title: string;
	domain: [number, number];
	ticks: number[];
}

/** What all charts have in common. @param series named data for the marks */
export function chart(
	theme: Theme,
	title: string,
	x: LogAxis,
	y: LogAxis,
	series: Record<string, object[]>,
	marks: Mark[],
): Spec {
	return {
		width: WIDTH,
		height: HEIGHT,
		padding: 8,
		title: {
			text: title,
			anchor: 'start',
			frame: 'group',
			color: theme.text,
			font: FONT,
			fontSize: 14,
			offset: 14,
		},
		config: { text: { font: FONT, fontSize: 12 } },
		data: Object.entries(series).map(([name, values]) => ({ name, values })),
		scales: [scale('x', x, 'width'), scale('y', y, 'height')],
		axes: [axis('x', x, 'bottom', theme), axis('y', y, 'left', theme)],
		marks,
	};
}

function scale(name: string, { domain }: LogAxis, range: 'width' | 'height'): LogScale {
	return { name, type: 'log', domain, range };
}

function axis(
	name: string,
	{ title, ticks }: LogAxis,
	orient: 'bottom' | 'left',
	theme: Theme,
): Axis {
	return {
		scale: name,
		orient,
		title,
		values: ticks,
		format: '~r',
		grid: true,
		gridColor: theme.grid,
		domain: false,
		ticks: false,
		labelPadding: 8,
		titlePadding: 12,
		labelColor: theme.muted,
		titleColor: theme.muted,
		labelFont: FONT,
		titleFont: FONT,
		labelFontSize: 12,
		titleFontSize: 12,
		titleFontWeight: 'normal',
	};
}
