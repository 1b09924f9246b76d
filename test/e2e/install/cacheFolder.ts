import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where whole n8n installations are kept between runs, outside the repository: each is some gigabytes. */
export function cacheFolder(): string {
	const { N8N_E2E_CACHE, XDG_CACHE_HOME } = process.env;
	return N8N_E2E_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-anesya');
}
