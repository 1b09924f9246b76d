/** The colours of a chart; its background is transparent. */
export interface Theme {
	name: 'light' | 'dark';
	text: string;
	muted: string;
	grid: string;
	own: string;
	others: string;
	limit: string;
	series: string[];
}

/** As on GitHub, where the README shows the charts. */
export const THEMES: Theme[] = [
	{
		name: 'light',
		text: '#1f2328',
		muted: '#59636e',
		grid: '#d1d9e0',
		own: '#0969da',
		others: '#bc4c00',
		limit: '#1a7f37',
		series: ['#0969da', '#59636e', '#cf222e', '#bc4c00'],
	},
	{
		name: 'dark',
		text: '#f0f6fc',
		muted: '#9198a1',
		grid: '#3d444d',
		own: '#4493f8',
		others: '#db6d28',
		limit: '#3fb950',
		series: ['#4493f8', '#9198a1', '#f85149', '#db6d28'],
	},
];
