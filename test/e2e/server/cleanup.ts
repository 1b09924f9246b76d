type Cleanup = () => Promise<void>;

const pending: Cleanup[] = [];

/**
 * Registers how to remove something that must not outlive this process: a server, a folder.
 *
 * @returns removes it now, once
 */
export function onCleanup(cleanup: Cleanup): Cleanup {
	pending.push(cleanup);
	return async () => {
		const index = pending.indexOf(cleanup);
		if (index === -1) return;
		pending.splice(index, 1);
		await cleanup();
	};
}

/** @returns removes everything that was registered after this call, the last first */
export function cleanupScope(): Cleanup {
	const before = [...pending];
	return async () => {
		for (let cleanup = lastExcept(before); cleanup !== undefined; cleanup = lastExcept(before)) {
			pending.splice(pending.indexOf(cleanup), 1);
			await cleanup().catch((error: unknown) =>
				console.error(`Could not clean up: ${String(error)}`),
			);
		}
	};
}

/** Removes everything that is left. */
export const cleanUp = cleanupScope();

/**
 * Makes Ctrl+C and SIGTERM clean up before the process ends; a second signal changes nothing.
 *
 * @param interrupted the exit code after Ctrl+C
 */
export function cleanUpOnSignal(interrupted = 130): void {
	const ends: Array<Promise<void>> = [];
	for (const [signal, code] of [
		['SIGINT', interrupted],
		['SIGTERM', 143],
	] as const) {
		process.on(signal, () => {
			if (ends.length === 0) ends.push(cleanUp().finally(() => process.exit(code)));
		});
	}
}

function lastExcept(others: Cleanup[]): Cleanup | undefined {
	return pending.findLast((cleanup) => !others.includes(cleanup));
}
