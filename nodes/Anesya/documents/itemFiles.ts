import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/** A file of an item, and the binary field that holds it. */
export interface ItemFile {
	field: string;
	binary: IBinaryData;
}

/** Where n8n 2.x keeps the files of an item with the workflow setting `binaryMode: combined`. */
const COMBINED_FIELD = '_files';

/** All files of an item, in either binary mode. */
export function filesOfItem(item: INodeExecutionData): ItemFile[] {
	const combined = item.json[COMBINED_FIELD];
	const fields = { ...(isRecord(combined) ? combined : {}), ...item.binary };
	return Object.entries(fields).flatMap(([field, binary]) =>
		isBinaryData(binary) ? [{ field, binary }] : [],
	);
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
