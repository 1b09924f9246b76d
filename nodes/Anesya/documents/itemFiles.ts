import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/** A file of an item, and the binary field that holds it. */
export interface ItemFile {
	field: string;
	binary: IBinaryData;
}

/** Where n8n 2.x keeps the files of an item with the workflow setting `binaryMode: combined`. */
const COMBINED_FIELD = '_files';

/**
 * All files of an item, in either binary mode. In any other mode `_files` is ordinary data: it may come
 * from anywhere, and could name a file of another execution.
 *
 * @param isCombined whether the workflow keeps its files within the json
 */
export function filesOfItem(item: INodeExecutionData, isCombined: boolean): ItemFile[] {
	const combined = isCombined ? item.json[COMBINED_FIELD] : undefined;
	const fields = { ...(isRecord(combined) ? combined : {}), ...item.binary };
	return Object.entries(fields).flatMap(([field, binary]) =>
		isBinaryData(binary) ? [{ field, binary }] : [],
	);
}

/** Whether n8n keeps files within the json (a workflow setting of n8n 2.x). */
export function isCombinedMode(context: Pick<IExecuteFunctions, 'getWorkflowSettings'>): boolean {
	const settings: object = context.getWorkflowSettings();
	return 'binaryMode' in settings && settings.binaryMode === 'combined';
}

/** Removes the prefix that an expression may put before a field's name in the combined mode. */
export function fieldName(typed: string): string {
	const name = typed.trim();
	return name.startsWith(`${COMBINED_FIELD}.`) ? name.slice(COMBINED_FIELD.length + 1) : name;
}

/** A file as n8n keeps it: in its store (`id`), or within the item (`data`, base64). */
export function isBinaryData(value: unknown): value is IBinaryData {
	return (
		isRecord(value) &&
		typeof value.mimeType === 'string' &&
		(typeof value.id === 'string' || typeof value.data === 'string')
	);
}
