import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { undoLater } from './leftovers';

/** How the names of this run's folders begin; no other run has it. */
export const SCRATCH = `anesya-e2e-${process.pid}-`;

/**
 * Makes an empty folder that is gone when the run ends.
 *
 * @param owner whom it belongs to, where that is not the user of this process
 */
export async function scratchFolder(
	name: string,
	owner?: { uid: number; gid: number },
): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), `${SCRATCH}${name}-`));
	undoLater(async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
	return folder;
}
