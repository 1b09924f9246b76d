import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect } from 'expect';
import type { INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';

import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import type { N8nRelease } from '../install/n8n';
import { installN8n } from '../install/n8n';

const NODE = 'n8n-nodes-anesya.anesya';
const ARTEFACTS = resolve(__dirname, '../../../artefacts/e2e');

/**
 * What people ask for, and the place among n8n's five results that the node must reach. n8n scores each
 * word by itself and keeps the best score. An alias that is the word itself scores at most 55 + 60 for
 * each letter; names count half as much again. So n8n's own nodes whose names begin with a word of the query
 * stay in front: Extract from File and HTML Extract, Invoice Ninja, Read PDF (hidden in the editor, not
 * here). For "read PDF", five names that begin with or contain "read" take all places.
 */
const QUERIES = [
	['document extraction', 1],
	['data extraction', 1],
	['parse receipts', 1],
	['receipt extraction', 1],
	['read invoices', 1],
	['scan documents', 1],
	['pdf parser', 1],
	['idp', 1],
	['pdf', 3],
	['parse pdf', 3],
	['ocr', 4],
	['invoice ocr', 4],
	['document ai', 4],
	['extract data from invoices', 4],
] as const;

/** The part of n8n's catalog that its AI builder, assistant and MCP server search in. */
interface Catalog {
	NodeTypeParser: new (types: INodeTypeDescription[]) => {
		searchNodeTypes(query: string): Array<{ id: string }>;
	};
	searchCodeBuilderNodes(parser: unknown, queries: string[]): { results: string };
}

const loaded = z.custom<Catalog>(
	(value) => typeof value === 'object' && value !== null && 'NodeTypeParser' in value,
);

/** How n8n's AI builders find the node, and what they read about it. */
export const catalogOf = (release: N8nRelease): Array<TestCase<Environment>> => [
	{
		name: "n8n's AI builders find the node by what it does, and read that it needs no loop around it",
		run: async ({ n8n }) => {
			const { command } = await installN8n(release, console.log);
			const { NodeTypeParser, searchCodeBuilderNodes } = loaded.parse(
				createRequire(command)('@n8n/ai-utilities/node-catalog'),
			);
			const parser = new NodeTypeParser(await n8n.api.nodeTypes());
			const places = QUERIES.map(([query, place]) => {
				const found = parser.searchNodeTypes(query).findIndex(({ id }) => id === NODE) + 1;
				return { query, place: found, isGood: found > 0 && found <= place };
			});
			const { results } = searchCodeBuilderNodes(
				parser,
				QUERIES.map(([query]) => query),
			);
			await mkdir(ARTEFACTS, { recursive: true });
			await writeFile(join(ARTEFACTS, 'catalog.md'), results);

			expect(places.filter(({ isGood }) => !isGood)).toEqual([]);
			const own = results.slice(results.indexOf(`- ${NODE}\n`));
			expect(own).toContain('@builderHint');
			expect(own).toContain('Do NOT add a loop');
			expect(own).toContain(`nodeId: "${NODE}", resource: "extract", operation: "uploadAndWait"`);
			return places.map(({ query, place }) => `${query}: ${place}`).join(', ');
		},
	},
];
