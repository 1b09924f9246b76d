import { isRecord } from '../../guards/json';
import type {
	AwaitedExtract,
	KnownExtract,
	ListChange,
	PollingState,
	ScanInProgress,
} from './state';
import type { Trouble } from './trouble';

/**
 * Reads the state from n8n's static data.
 *
 * @returns undefined when there is none that can be read
 */
export function savedState(saved: unknown): PollingState | undefined {
	if (!isRecord(saved)) return undefined;
	const { account, filter, revision, forgottenUntil } = saved;
	if (typeof account !== 'string' || typeof filter !== 'string' || typeof revision !== 'string')
		return undefined;
	const numbers = numbersIn(saved, [
		'settledUntil',
		'settlesNext',
		'startedAt',
		'count',
		'partialScans',
	]);
	if (numbers === undefined) return undefined;
	return {
		account,
		filter,
		revision,
		...numbers,
		forgottenUntil: typeof forgottenUntil === 'number' ? forgottenUntil : numbers.settledUntil,
		changes: changesIn(saved.changes),
		known: knownIn(saved.known),
		pending: awaitedIn(saved.pending),
		unread: awaitedIn(saved.unread),
		isUnsorted: saved.isUnsorted === true,
		scan: scanFrom(saved.scan),
		trouble: troubleFrom(saved.trouble),
	};
}

function changesIn(saved: unknown): ListChange[] {
	const changes: unknown[] = Array.isArray(saved) ? saved : [];
	return changes.filter(isRecord).flatMap(({ account, filter, at }): ListChange[] => {
		const isReadable = typeof account === 'string' && typeof filter === 'string';
		return isReadable && typeof at === 'number' ? [{ account, filter, at }] : [];
	});
}

function scanFrom(saved: unknown): ScanInProgress | undefined {
	if (!isRecord(saved) || typeof saved.isStart !== 'boolean') return undefined;
	const { isStart, order } = saved;
	const numbers = numbersIn(saved, ['row', 'count', 'began', 'settles']);
	if (order !== 'newest first' && order !== 'oldest first' && order !== 'unknown') return undefined;
	return (
		numbers && {
			isStart,
			isLast: saved.isLast === true,
			order,
			...numbers,
			found: knownIn(saved.found),
			carried: awaitedIn(saved.carried),
		}
	);
}

function troubleFrom(saved: unknown): Trouble | undefined {
	if (!isRecord(saved)) return undefined;
	const { message, description, isTold } = saved;
	const numbers = numbersIn(saved, ['since', 'polls', 'pauseFrom', 'pauseFor']);
	if (typeof message !== 'string' || typeof description !== 'string') return undefined;
	return numbers && { message, description, isTold: isTold === true, ...numbers };
}

/** @returns undefined if one of them is not a number */
function numbersIn<Name extends string>(
	saved: Record<string, unknown>,
	names: Name[],
): Record<Name, number> | undefined {
	const numbers: Partial<Record<Name, number>> = {};
	for (const name of names) {
		const value = saved[name];
		if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
		numbers[name] = value;
	}
	return hasAll(numbers, names) ? numbers : undefined;
}

function hasAll<Name extends string>(
	numbers: Partial<Record<Name, number>>,
	names: Name[],
): numbers is Record<Name, number> {
	return names.every((name) => name in numbers);
}

function entriesIn(saved: unknown): unknown[][] {
	const entries: unknown[] = Array.isArray(saved) ? saved : [];
	return entries.filter((entry): entry is unknown[] => Array.isArray(entry));
}

function knownIn(saved: unknown): KnownExtract[] {
	return entriesIn(saved).flatMap((entry) => {
		const known = knownFrom(entry);
		return known === undefined ? [] : [known];
	});
}

function knownFrom([id, createdAt]: unknown[]): KnownExtract | undefined {
	return typeof id === 'string' && typeof createdAt === 'number' ? [id, createdAt] : undefined;
}

function awaitedIn(saved: unknown): AwaitedExtract[] {
	return entriesIn(saved).flatMap((entry): AwaitedExtract[] => {
		const [id, createdAt] = knownFrom(entry) ?? [];
		const [seenAt, misses, missingSince] = entry.slice(2);
		if (id === undefined || createdAt === undefined || typeof seenAt !== 'number') return [];
		if (typeof misses !== 'number' || typeof missingSince !== 'number') return [];
		return [[id, createdAt, seenAt, misses, missingSince]];
	});
}
