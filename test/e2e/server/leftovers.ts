type Undo = () => Promise<void>;

const leftovers: Undo[] = [];

/**
 * Notes how to undo something that must not outlive this process: a server, a folder.
 *
 * @returns undoes it now, once
 */
export function undoLater(undo: Undo): Undo {
	leftovers.push(undo);
	return async () => {
		const index = leftovers.indexOf(undo);
		if (index === -1) return;
		leftovers.splice(index, 1);
		await undo();
	};
}

/** Undoes everything that is left, the last first. */
export async function undoAll(): Promise<void> {
	for (let undo = leftovers.pop(); undo !== undefined; undo = leftovers.pop()) {
		await undo().catch((error: unknown) => console.error(`Could not clean up: ${String(error)}`));
	}
}

/** Ctrl+C and a polite kill end the process with nothing left behind. */
export function undoAllOnSignal(): void {
	for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
		process.once(signal, () => void undoAll().finally(() => process.exit(code)));
	}
}
