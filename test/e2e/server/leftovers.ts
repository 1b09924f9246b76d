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

/** @returns undoes everything that was noted after this call, the last first */
export function undoFromHere(): Undo {
	const before = [...leftovers];
	return async () => {
		for (let undo = lastBut(before); undo !== undefined; undo = lastBut(before)) {
			leftovers.splice(leftovers.indexOf(undo), 1);
			await undo().catch((error: unknown) => console.error(`Could not clean up: ${String(error)}`));
		}
	};
}

/** Undoes everything that is left. */
export const undoAll = undoFromHere();

/**
 * Ctrl+C and a polite kill end the process with nothing left behind; a second one does not hurry it.
 *
 * @param interrupted the exit code after Ctrl+C
 */
export function undoAllOnSignal(interrupted = 130): void {
	const ends: Array<Promise<void>> = [];
	for (const [signal, code] of [
		['SIGINT', interrupted],
		['SIGTERM', 143],
	] as const) {
		process.on(signal, () => {
			if (ends.length === 0) ends.push(undoAll().finally(() => process.exit(code)));
		});
	}
}

function lastBut(others: Undo[]): Undo | undefined {
	return leftovers.findLast((undo) => !others.includes(undo));
}
