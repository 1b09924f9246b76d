import { basename } from 'node:path';
import { expect } from 'expect';
import { z } from 'zod';

import manifest from '../../../package.json';
import type { Check } from '../../checks';
import type { Place } from '../place';

const PACKAGE = manifest.name;
const NODES = manifest.n8n.nodes.map((file) => `${PACKAGE}.${typeIn(file)}`);
const TOOLS = [`${PACKAGE}.anesyaTool`];
const CREDENTIALS = manifest.n8n.credentials.map(typeIn);

const listed = z.array(z.object({ name: z.string(), iconUrl: z.unknown() }));
const icons = z.object({ light: z.string(), dark: z.string() });

/** What the editor finds of the package. */
export const listing: Array<Check<Place>> = [
	{
		name: 'all nodes are listed, and the one that can be a tool for AI agents as such',
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
					expect([url, answer.status, await answer.text()]).toEqual([
						url,
						200,
						expect.stringContaining('<svg'),
					]);
				}
			}
		},
	},
];

async function ours({ n8n }: Place, kind: 'nodes' | 'credentials') {
	const answer = await n8n.api.rest.get(`/types/${kind}.json`);
	return listed
		.parse(await answer.json())
		.filter(({ name }) => name.toLowerCase().includes('anesya'));
}

/** `dist/nodes/Anesya/Anesya.node.js` holds the type `anesya`. */
function typeIn(file: string): string {
	const [name = ''] = basename(file).split('.');
	return name.charAt(0).toLowerCase() + name.slice(1);
}
