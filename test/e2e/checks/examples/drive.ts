import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect } from 'expect';

import type { Check } from '../../../checks';
import { invoice } from '../../../documents';
import { startPostgres } from '../../queue/postgres';
import { program } from '../../queue/programs';
import { withCredential } from '../../workflows/examples';
import type { ExamplesPlace } from './place';
import { example } from './place';

/** As Google Drive tells of a new file. */
const FILE = {
	kind: 'drive#file',
	id: '1AbCdEfGhIjKlMnOpQrStUvWxYz',
	name: invoice.name,
	mimeType: invoice.mimeType,
	createdTime: '2025-01-15T09:30:00.000Z',
	parents: ['0AbCdEfGhIjKlMnOpQr'],
};

export const drive: Array<Check<ExamplesPlace>> = [
	{
		name: 'example: a file from Google Drive becomes a row of a real PostgreSQL',
		run: async (place) => {
			const { api } = place.n8n;
			const settings = await startPostgres();
			const { DB_POSTGRESDB_HOST: host = '', DB_POSTGRESDB_PORT: port = '', DB_POSTGRESDB_USER: user = '' } = settings;
			const database = { host, port: Number(port), database: 'postgres', user, password: '', ssl: 'disable' };
			const credential = await api.createCredential(database, { name: 'Database', type: 'postgres' });
			const sql = async (text: string) =>
				(await promisify(execFile)(program('psql', 'postgresql-client'), ['-h', host, '-p', port, '-U', user, '-d', 'postgres', '-Atc', text])).stdout;

			const workflow = withCredential(await example(place, 'google-drive-folder-to-postgres'), 'Save Document', 'postgres', credential);
			const [, createTable = ''] = /`(CREATE TABLE .+?)`/.exec(JSON.stringify(workflow.nodes)) ?? [];
			await sql(createTable);
			const file = { data: await readFile(invoice.path, 'base64'), mimeType: invoice.mimeType, fileName: invoice.name };
			const pinData = { 'New File': [{ json: FILE }], 'Download File': [{ json: FILE, binary: { data: file } }] };
			const id = await api.createWorkflow({ ...workflow, pinData });

			const { status, error } = await api.execute(id, 'New File');
			expect({ status, message: error?.message }).toEqual({ status: 'success' });
			const [row = '', ...others] = (await sql('SELECT row_to_json(documents) FROM documents')).trim().split('\n');
			expect(others).toEqual([]);
			expect(JSON.parse(row)).toMatchObject({ id: expect.any(String), name: invoice.name, data: invoice.fields, created_at: expect.any(String) });
		},
	},
];
