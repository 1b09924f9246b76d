import { statfs } from 'node:fs/promises';

/** A file system in memory, on Linux. */
const MEMORY = '/dev/shm';

/** Bytes that it should have left. */
const ROOM = 2e9;

/** Puts temporary files of this process into memory where there is room: a disk that is busy would be measured otherwise. */
export async function keepFilesInMemory(): Promise<void> {
	const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
	if (bavail * bsize > ROOM) process.env.TMPDIR = MEMORY;
}
