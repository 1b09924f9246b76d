import { basename } from 'node:path';
import { expect } from 'expect';
import { z } from 'zod';

import manifest from '../../../package.json';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';

const PACKAGE = manifest.name;
const NODES = manifest.n8n.nodes.map((file) => `${PACKAGE}.${typeIn(file)}`);
const TOOLS = [`${PACKAGE}.anesyaTool`];
const CREDENTIALS = manifest.n8n.credentials.map(typeIn);

const listed = z.array(z.object({ name: z.string(), iconUrl: z.unknown() }));
const icons = z.object({ light: z.string(), dark: z.string() });

/** The nodes and credentials of the package in n8n's lists. */
export const listing: Array<TestCase<Environment>> = [
	{
		name: 'all nodes are listed, and the Anesya node also as a tool for AI agents',
		run: async (environment) => {
			const names = (await ownTypes(environment, 'nodes')).map(({ name }) => name);
			expect(names.sort()).toEqual([...NODES, ...TOOLS].sort());
		},
	},
	{
		name: 'the credential is listed',
		run: async (environment) => {
			expect((await ownTypes(environment, 'credentials')).map(({ name }) => name)).toEqual(
				CREDENTIALS,
			);
		},
	},
	{
		name: 'all nodes and credentials have an icon for the light and the dark theme',
		run: async (environment) => {
			const types = [
				...(await ownTypes(environment, 'nodes')),
				...(await ownTypes(environment, 'credentials')),
			];
			for (const { iconUrl } of types) {
				for (const url of Object.values(icons.parse(iconUrl))) {
					const response = await environment.n8n.api.rest.get(`/${url}`);
					expect([url, response.status, await response.text()]).toEqual([
						url,
						200,
						expect.stringContaining('<svg'),
					]);
				}
			}
		},
	},
];

async function ownTypes({ n8n }: Environment, kind: 'nodes' | 'credentials') {
	const response = await n8n.api.rest.get(`/types/${kind}.json`);
	return listed
		.parse(await response.json())
		.filter(({ name }) => name.toLowerCase().includes('anesya'));
}

/** `dist/nodes/Anesya/Anesya.node.js` holds the type `anesya`. */
function typeIn(file: string): string {
	const [name = ''] = basename(file).split('.');
	return name.charAt(0).toLowerCase() + name.slice(1);
}
