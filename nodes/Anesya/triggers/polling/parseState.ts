import { isRecord } from '../../guards/json';
import type {
	AwaitedExtract,
	Closing,
	DatedExtract,
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
export function parseState(saved: unknown): PollingState | undefined {
	if (!isRecord(saved)) return undefined;
	const texts = textsIn(saved, ['account', 'filter', 'triggerOn', 'revision']);
	if (texts === undefined) return undefined;
	const { forgottenUntil } = saved;
	const numbers = numbersIn(saved, [
		'settledUntil',
		'settlesNext',
		'startedAt',
		'count',
		'partialScans',
	]);
	if (numbers === undefined) return undefined;
	return {
		...texts,
		...numbers,
		forgottenUntil: typeof forgottenUntil === 'number' ? forgottenUntil : numbers.settledUntil,
		changes: changesIn(saved.changes),
		closing: closingFrom(saved.closing),
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
	return changes.filter(isRecord).flatMap((change): ListChange[] => {
		const texts = textsIn(change, ['account', 'filter', 'triggerOn']);
		const { at } = change;
		return texts !== undefined && typeof at === 'number' ? [{ ...texts, at }] : [];
	});
}

function closingFrom(saved: unknown): Closing | undefined {
	if (!isRecord(saved) || typeof saved.vain !== 'number') return undefined;
	const left: unknown[] | undefined = Array.isArray(saved.left) ? saved.left : undefined;
	return { left: left?.filter((id) => typeof id === 'string'), vain: saved.vain };
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
			isWayBack: saved.isWayBack === true,
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
	return allOf(saved, names, (value): value is number => Number.isFinite(value));
}

/** @returns undefined if one of them is not a text */
function textsIn<Name extends string>(
	saved: Record<string, unknown>,
	names: Name[],
): Record<Name, string> | undefined {
	return allOf(saved, names, (value): value is string => typeof value === 'string');
}

function allOf<Name extends string, Value>(
	saved: Record<string, unknown>,
	names: Name[],
	isOne: (value: unknown) => value is Value,
): Record<Name, Value> | undefined {
	const values: Partial<Record<Name, Value>> = {};
	for (const name of names) {
		const value = saved[name];
		if (!isOne(value)) return undefined;
		values[name] = value;
	}
	return hasAll(values, names) ? values : undefined;
}

function hasAll<Name extends string, Value>(
	values: Partial<Record<Name, Value>>,
	names: Name[],
): values is Record<Name, Value> {
	return names.every((name) => name in values);
}

function entriesIn(saved: unknown): unknown[][] {
	const entries: unknown[] = Array.isArray(saved) ? saved : [];
	return entries.filter((entry): entry is unknown[] => Array.isArray(entry));
}

function knownIn(saved: unknown): DatedExtract[] {
	return entriesIn(saved).flatMap((entry) => {
		const known = knownFrom(entry);
		return known === undefined ? [] : [known];
	});
}

function knownFrom([id, createdAt]: unknown[]): DatedExtract | undefined {
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
