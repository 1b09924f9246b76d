import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Result } from '../engine/station';
import { LABEL } from './documents';

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
export function toldBy({ items, failed, error }: Result, origins?: number[]): Told {
	const all = [...items, ...failed];
	const itemOf = (one: INodeExecutionData) => originOf(one, origins);
	return {
		delivered: all.filter(({ json }) => !isRefusal(json)).map((one) => ({ document: String(one.json[LABEL]), item: itemOf(one) })),
		refused: all.flatMap((one) => (isRefusal(one.json) ? [{ item: itemOf(one), ...readable(one.json.error) }] : [])),
		ended: error === undefined ? [] : [{ item: itemIn(error.message, origins), message: error.message, text: `${error.message}\n${error.description}` }],
	};
}

function itemIn(message: string, origins: number[] | undefined): number {
	const item = Number(/\[item (\d+)\]$/.exec(message)?.[1] ?? -1);
	return origins === undefined ? item : (origins[item] ?? -1);
}

/** The item of the execution's input that an item is linked to, or -1. */
export function originOf({ pairedItem }: INodeExecutionData, origins?: number[]): number {
	const index = typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : -1;
	return origins === undefined ? index : (origins[index] ?? -1);
}

export function bothOf(first: Told, second: Told): Told {
	return {
		delivered: [...first.delivered, ...second.delivered],
		refused: [...first.refused, ...second.refused],
		ended: [...first.ended, ...second.ended],
	};
}

export function isRefusal(json: IDataObject): json is { error: IDataObject } {
	return typeof json.error === 'object' && json.error !== null && 'message' in json.error;
}

function readable(error: IDataObject): Omit<Refusal, 'item'> {
	return { message: String(error.message), text: Object.values(error).join('\n') };
}
