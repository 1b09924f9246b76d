import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onCleanup } from './cleanup';

/** The unique prefix of the folder names of this run. */
export const SCRATCH = `anesya-e2e-${process.pid}-`;

/**
 * Creates an empty folder that is removed when the run ends.
 *
 * @param owner of the folder, if not the user of this process
 */
export async function scratchFolder(
	name: string,
	owner?: { uid: number; gid: number },
): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), `${SCRATCH}${name}-`));
	onCleanup(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
	return folder;
}
