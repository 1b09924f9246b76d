import 'reflect-metadata';

import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One for each process, because n8n reads its settings only once, while its modules load. So this file
 * must be imported before any of them.
 */
export const userFolder = join(tmpdir(), `anesya-engine-${process.pid}`);
mkdirSync(userFolder, { recursive: true, mode: 0o700 });

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_LOG_LEVEL = 'silent';
