import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { COMBINED_FIELD } from '../documents/filesWithin';
import { isCombinedMode } from '../documents/itemFiles';

/*
 * With the workflow setting `binaryMode: combined`, n8n moves the files of an output item from `binary`
 * into its json, under `_files`, unless it keeps files in memory. It does so before it looks for failed
 * items, and fails if there is already a `_files` that is not an object.
 */

/**
 * Where the files of a failed item go. n8n takes an item for a failed one only while its json is `error`
 * alone, so in the combined mode they go into the error.
 *
 * @returns parts of the item and of its `error`
 */
export function filesOfFailed(
	context: Pick<IExecuteFunctions, 'getWorkflowSettings'>,
	files: IBinaryKeyData | undefined,
): { binary?: IBinaryKeyData; inError?: { files: IDataObject } } {
	if (files === undefined || Object.keys(files).length === 0) return {};
	if (!isCombinedMode(context)) return { binary: files };
	const moved = Object.entries(files).map(([field, file]) => [field, { ...file }]);
	return { inError: { files: Object.fromEntries(moved) } };
}

/** Renames a field of the data that n8n would mix up with the files of its item. */
export function apartFromFiles(
	context: Pick<IExecuteFunctions, 'getWorkflowSettings'>,
	json: IDataObject,
): IDataObject {
	if (!Object.hasOwn(json, COMBINED_FIELD) || !isCombinedMode(context)) return json;
	const entries = Object.entries(json).map(([key, value]) => [
		key === COMBINED_FIELD ? freeName(json) : key,
		value,
	]);
	return Object.fromEntries(entries);
}

function freeName(json: IDataObject): string {
	let name = `document${COMBINED_FIELD}`;
	while (Object.hasOwn(json, name)) name += '_';
	return name;
}
