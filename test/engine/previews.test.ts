import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';

import { extractResource } from '../../nodes/Anesya/operations/extract';
import { schemaResource } from '../../nodes/Anesya/operations/schema';
import { invoice } from '../documents';
import { DEFAULT_SCHEMA_ID } from '../emulator';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith } from './items';

const folder = join(__dirname, '../../nodes/Anesya/__schema__/v1.0.0');
const fileOf = (resource: string, operation: string) => join(folder, resource, `${operation}.json`);
const keysOf = (resource: string, operation: string): string[] =>
	Object.keys(JSON.parse(readFileSync(fileOf(resource, operation), 'utf8')).properties);

describe('The previews that the editor shows before the first run', () => {
	it.each(
		[extractResource, schemaResource].flatMap(({ value, operations }) =>
			operations.map((operation) => [value, operation.value]),
		),
	)('exist: %s %s', (resource, operation) =>
		expect(existsSync(fileOf(resource, operation))).toBe(true),
	);

	describe('name the fields that come out', () => {
		let fixture: Fixture;
		beforeAll(async () => (fixture = await openFixture()));
		afterAll(async () => await fixture.close());

		const fields = { field: [{ name: 'Total', type: 'number' }] };
		it.each<[string, INodeParameters]>([
			['extract', { operation: 'upload' }],
			['extract', { operation: 'uploadWithoutWorkflow', server: 'FR-1' }],
			['extract', { operation: 'getAll' }],
			['extract', { operation: 'download', extractId: '={{ $json.id }}', download: 'document' }],
			['extract', { operation: 'delete', extractId: '={{ $json.id }}' }],
			['schema', { operation: 'get', schema: byId(DEFAULT_SCHEMA_ID) }],
			['schema', { operation: 'getAll' }],
			['schema', { operation: 'create', name: 'a', description: 'b', fields }],
		])('%s %j', async (resource, parameters) => {
			const seeded = fixture.anesya.seed({ file: { path: invoice.path, type: invoice.mimeType } });
			const item = { ...(await itemWith(invoice)), json: { id: seeded.id } };
			const { json } = await fixture.run(
				{ resource, workflow: byId(fixture.anesya.workflowId), ...parameters },
				[item],
			);
			expect(Object.keys(json[0] ?? {}).sort()).toEqual(
				keysOf(resource, String(parameters.operation)).sort(),
			);
		});
	});
});
