import { expect } from 'expect';
import { z } from 'zod';

import type { Check } from '../../checks';
import type { Place } from '../place';

const NODES = ['n8n-nodes-anesya.anesya'];
const TOOLS = ['n8n-nodes-anesya.anesyaTool'];
const CREDENTIALS = ['anesyaApi'];

const listed = z.array(z.object({ name: z.string(), iconUrl: z.unknown() }));
const icons = z.object({ light: z.string(), dark: z.string() });

/** What the editor finds of the package. */
export const listing: Array<Check<Place>> = [
	{
		name: 'the node is listed, and again as a tool for AI agents',
		run: async (place) => {
			const names = (await ours(place, 'nodes')).map(({ name }) => name);
			expect(names.sort()).toEqual([...NODES, ...TOOLS].sort());
		},
	},
	{
		name: 'the credential is listed',
		run: async (place) => {
			expect((await ours(place, 'credentials')).map(({ name }) => name)).toEqual(CREDENTIALS);
		},
	},
	{
		name: 'all of them have an icon for the light and the dark theme',
		run: async (place) => {
			const types = [...(await ours(place, 'nodes')), ...(await ours(place, 'credentials'))];
			for (const { iconUrl } of types) {
				for (const url of Object.values(icons.parse(iconUrl))) {
					const answer = await place.n8n.api.rest.get(`/${url}`);
					expect([url, answer.status, await answer.text()]).toEqual([url, 200, expect.stringContaining('<svg')]);
				}
			}
		},
	},
];

async function ours({ n8n }: Place, kind: 'nodes' | 'credentials') {
	const answer = await n8n.api.rest.get(`/types/${kind}.json`);
	return listed.parse(await answer.json()).filter(({ name }) => name.toLowerCase().includes('anesya'));
}
