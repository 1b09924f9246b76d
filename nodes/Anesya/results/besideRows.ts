import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import type { TablePath } from './tables';
import type { Part } from './weight';
import { fairShare, tooMuch, weightOf } from './weight';

/**
 * Values that the rows of a run may have in copies, since each row has what is beside its table. n8n's
 * next nodes do copy them: with a million, *Edit Fields* takes a second or two, and it takes five to ten
 * until the execution is opened in the editor (2.41; some 200 MB to 1 GB). Nine million end n8n.
 */
const MOST_COPIES = 1_000_000;

/** Copies that a document may have in any case, however many documents there are. */
const LEAST_COPIES = 20_000;

/** What a detail may weigh in any case: a text of some hundred characters. */
const SHORT = 10;

/** What of a document is left out beside its rows. */
export interface Lightened {
	items: IDataObject[];
	/** Names of fields; those within others are named by both. */
	leftOut: string[];
}

/**
 * Leaves out what n8n could not hold as often as a document has rows.
 *
 * @param documents the items of each of them
 * @param pathIn where an item has the table
 * @param sharers how many share the memory, these documents being one of them
 */
export function lightened(
	documents: IDataObject[][],
	pathIn: (item: IDataObject) => TablePath,
	sharers: number,
): Map<IDataObject[], Lightened> {
	const parts = documents.map((items) => partsBeside(items, pathIn));
	const most = fairShare(parts.map(total), MOST_COPIES / sharers, LEAST_COPIES);
	return new Map(
		documents.map((items, index) => {
			const leftOut = tooMuch(parts[index] ?? [], most).map(({ name }) => name);
			const names = new Set(leftOut);
			const light = (item: IDataObject) => without(item, pathIn(item), '', names);
			return [items, { items: names.size > 0 ? items.map(light) : items, leftOut }];
		}),
	);
}

/**
 * Leaves out of the details what n8n could not hold in each item of a document. Short ones always stay.
 *
 * @param items that the document has
 */
export function lightDetails(
	details: IDataObject,
	items: number,
): { details: IDataObject; leftOut: string[] } {
	const parts = Object.entries(details).flatMap(([name, value]): Part[] => {
		const weight = weightOf(value);
		return weight <= SHORT ? [] : [{ name, isList: false, weight: weight * (items - 1) }];
	});
	const leftOut = tooMuch(parts, LEAST_COPIES).map(({ name }) => name);
	const left = Object.entries(details).filter(([name]) => !leftOut.includes(name));
	return { details: Object.fromEntries(left), leftOut: leftOut.map((name) => `_extract.${name}`) };
}

function total(parts: Part[]): number {
	return parts.reduce((sum, { weight }) => sum + weight, 0);
}

/** The fields beside the table and on the way to it, with what their copies weigh: all but the first of each. */
function partsBeside(items: IDataObject[], pathIn: (item: IDataObject) => TablePath): Part[] {
	const parts = new Map<string, Part>();
	/** @returns how many rows come of the value */
	function weigh(value: unknown, [step, ...rest]: TablePath, above: string): number {
		if (!isRecord(value) || step === undefined) return 1;
		const inner = Object.hasOwn(value, step) ? [value[step]].flat() : [];
		const name = nameIn(above, step);
		const rows = inner.reduce<number>((sum, element) => sum + weigh(element, rest, name), 0);
		for (const [key, other] of rows > 1 ? Object.entries(value) : [])
			if (key !== step)
				add(nameIn(above, key), other, (rows - 1) * (weightOf({ [key]: other }) - 1));
		return Math.max(rows, 1);
	}
	function add(name: string, value: unknown, weight: number): void {
		const known = parts.get(name);
		const isList = Array.isArray(value) || known?.isList === true;
		parts.set(name, { name, isList, weight: weight + (known?.weight ?? 0) });
	}
	for (const item of items) weigh(item, pathIn(item), '');
	return [...parts.values()];
}

/** @param names of fields that are left out */
function without(
	item: IDataObject,
	[step, ...rest]: TablePath,
	above: string,
	names: Set<string>,
): IDataObject {
	const light = (value: GenericValue, name: string): GenericValue =>
		isRecord(value) && rest.length > 0 ? without(value, rest, name, names) : value;
	return Object.fromEntries(
		Object.entries(item).flatMap(([key, value]): Array<[string, GenericValue]> => {
			const name = nameIn(above, key);
			if (key !== step) return names.has(name) ? [] : [[key, value]];
			const inner = Array.isArray(value)
				? value.map((one: GenericValue) => light(one, name))
				: light(value, name);
			return [[key, inner]];
		}),
	);
}

function nameIn(above: string, key: string): string {
	return above === '' ? key : `${above}.${key}`;
}
