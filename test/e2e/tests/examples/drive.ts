import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect } from 'expect';

import type { SampleDocument } from '../../../documents';
import { damaged, invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { startPostgres } from '../../queue/postgres';
import { program } from '../../queue/programs';
import { withCredential } from '../../workflows/examples';
import { example } from './example';

/** A new file as Google Drive reports it. */
const driveFile = ({ name, mimeType }: SampleDocument) => ({
	kind: 'drive#file',
	id: `1AbCdEfGhIjKlMnOpQrStUvWxYz${name}`,
	name,
	mimeType,
	createdTime: '2025-01-15T09:30:00.000Z',
	parents: ['0AbCdEfGhIjKlMnOpQr'],
});

async function downloaded(document: SampleDocument) {
	const { path, name, mimeType } = document;
	return { json: driveFile(document), binary: { data: { data: await readFile(path, 'base64'), mimeType, fileName: name } } };
}

export const drive: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: files from Google Drive become rows of a real PostgreSQL, with the reason for an unreadable one',
		run: async (environment) => {
			const { api } = environment.n8n;
			const settings = await startPostgres();
			const { DB_POSTGRESDB_HOST: host = '', DB_POSTGRESDB_PORT: port = '', DB_POSTGRESDB_USER: user = '' } = settings;
			const database = { host, port: Number(port), database: 'postgres', user, password: '', ssl: 'disable' };
			const credential = await api.createCredential(database, { name: 'Database', type: 'postgres' });
			const sql = async (text: string) =>
				(await promisify(execFile)(program('psql', 'postgresql-client'), ['-h', host, '-p', port, '-U', user, '-d', 'postgres', '-Atc', text])).stdout;

			const imported = withCredential(await example(environment, 'google-drive-folder-to-postgres'), 'Save Document', 'postgres', credential);
			const workflow = withCredential(imported, 'Save Failed', 'postgres', credential);
			const [, createTables = ''] = /`(CREATE TABLE .+?)`/.exec(JSON.stringify(workflow.nodes)) ?? [];
			await sql(createTables);
			const files = [damaged, invoice];
			const pinData = {
				'New File': files.map((file) => ({ json: driveFile(file) })),
				'Download File': await Promise.all(files.map(downloaded)),
			};
			const id = await api.createWorkflow({ ...workflow, pinData });

			const { status, error } = await api.execute(id, 'New File');
			expect({ status, message: error?.message }).toEqual({ status: 'success' });
			const [row = '', ...others] = (await sql('SELECT row_to_json(documents) FROM documents')).trim().split('\n');
			expect(others).toEqual([]);
			expect(JSON.parse(row)).toMatchObject({ id: expect.any(String), name: invoice.name, data: invoice.fields, created_at: expect.any(String) });
			const failed = await sql('SELECT row_to_json(failed_documents) FROM failed_documents');
			expect(JSON.parse(failed)).toMatchObject({ name: damaged.name, reason: expect.stringContaining(damaged.name) });
		},
	},
];
