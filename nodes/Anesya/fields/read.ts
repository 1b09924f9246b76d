import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/*
 * What an expression gives as null (or as undefined) is not set: a field then has its default, and an
 * option is as if it were not there. All fields are read so, and this file is where it is decided.
 */

/**
 * Reads a field.
 *
 * @param unset what it is if it is not set: its default, or '' if it must not be empty
 */
export function readField(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	unset: unknown,
): unknown {
	return context.getNodeParameter(name, itemIndex, unset) ?? unset;
}

/** Reads the options that are set. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): IDataObject {
	return setOptions(context.getNodeParameter('options', itemIndex, {}));
}

/** The entries of a collection that are set. */
export function setOptions(collection: unknown): IDataObject {
	if (!isRecord(collection)) return {};
	const entries = Object.entries(collection);
	return Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined));
}
