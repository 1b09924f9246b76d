import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { program } from '../queue/programs';
import type { N8nServer } from './startN8n';

/** Bytes of what PostgreSQL may dump. */
const LARGEST_DUMP = 1_000_000_000;

/** A file, or a dump, and its content byte by byte. */
export type StoredText = readonly [name: string, text: string];

/**
 * Everything that an n8n has written, one after the other: the files of its user folder, SQLite's database
 * and write-ahead log among them, and a dump of PostgreSQL if that is its database. Packages are left out.
 */
export async function* storedTexts({
	userFolder,
	database,
}: N8nServer): AsyncGenerator<StoredText> {
	const files = await readdir(userFolder, { recursive: true, withFileTypes: true });
	for (const file of files) {
		if (!file.isFile() || file.parentPath.includes('node_modules')) continue;
		const path = join(file.parentPath, file.name);
		yield [file.name, await readFile(path, 'latin1')];
	}
	if (database !== undefined) yield ['PostgreSQL', await dumpOf(database)];
}

async function dumpOf({
	DB_POSTGRESDB_HOST: host = '',
	DB_POSTGRESDB_PORT: port = '',
	DB_POSTGRESDB_USER: user = '',
	DB_POSTGRESDB_DATABASE: name = '',
}: Record<string, string>): Promise<string> {
	const args = ['-h', host, '-p', port, '-U', user, '--inserts', name];
	const options = { maxBuffer: LARGEST_DUMP };
	const dump = promisify(execFile);
	return (await dump(program('pg_dump', 'postgresql-client'), args, options)).stdout;
}
