import { LABEL } from './documents';

/** An item, as the engine gives it or as n8n keeps it. */
export interface ToldItem {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

/** What came out of an Anesya node. */
export interface Outcome {
	items: ToldItem[];
	/** The items of its error output. */
	failed: ToldItem[];
	error: { message: string; description?: string | null | undefined } | undefined;
}

/** What an execution tells of one document. */
export interface Delivery {
	/** The number that stands in the data. */
	document: string;
	/** The item of the execution's input that it is linked to. */
	item: number;
}

/** What an execution tells of a document that did not succeed. */
export interface Refusal {
	/** The item it is linked to; -1 where none is named. */
	item: number;
	message: string;
	/** Everything that the user can read of it. */
	text: string;
}

/** All that the items and errors of an execution tell its user. */
export interface Told {
	delivered: Delivery[];
	refused: Refusal[];
	/** What ended the execution. */
	ended: Refusal[];
}

export const NOTHING: Told = { delivered: [], refused: [], ended: [] };

/**
 * Reads what came out of the node.
 *
 * @param origins the item of the execution's input behind each item that the node was given; the same unless given
 */
export function toldBy({ items, failed, error }: Outcome, origins?: number[]): Told {
	const all = [...items, ...failed];
	const itemOf = (one: ToldItem) => originOf(one, origins);
	return {
		delivered: all
			.filter(({ json }) => !isRefusal(json))
			.map((one) => ({ document: String(one.json[LABEL]), item: itemOf(one) })),
		refused: all.flatMap((one) =>
			isRefusal(one.json) ? [{ item: itemOf(one), ...readable(one.json.error) }] : [],
		),
		ended:
			error === undefined
				? []
				: [
						{
							item: itemIn(error.message, origins),
							message: error.message,
							text: `${error.message}\n${error.description ?? ''}`,
						},
					],
	};
}

function itemIn(message: string, origins: number[] | undefined): number {
	const item = Number(/\[item (\d+)\]$/.exec(message)?.[1] ?? -1);
	return origins === undefined ? item : (origins[item] ?? -1);
}

/** The item of the execution's input that an item is linked to, or -1. */
export function originOf({ pairedItem }: ToldItem, origins?: number[]): number {
	const index = isLink(pairedItem) ? pairedItem.item : -1;
	return origins === undefined ? index : (origins[index] ?? -1);
}

export function bothOf(first: Told, second: Told): Told {
	return {
		delivered: [...first.delivered, ...second.delivered],
		refused: [...first.refused, ...second.refused],
		ended: [...first.ended, ...second.ended],
	};
}

export function isRefusal(json: ToldItem['json']): json is { error: { message: unknown } } {
	return typeof json.error === 'object' && json.error !== null && 'message' in json.error;
}

function isLink(value: unknown): value is { item: number } {
	return (
		typeof value === 'object' && value !== null && 'item' in value && typeof value.item === 'number'
	);
}

function readable(error: { message: unknown }): Omit<Refusal, 'item'> {
	return { message: String(error.message), text: Object.values(error).join('\n') };
}
