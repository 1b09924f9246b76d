import { z } from 'zod';

import type { Item } from './execution';
import type { Rest } from './rest';

const file = z.object({
	fileName: z.string(),
	mimeType: z.string(),
	fileSize: z.string(),
	/** Where n8n stores it; absent where it is part of the execution data. */
	id: z.string().optional(),
	data: z.string(),
});

/** A file of an item, as the editor shows it. */
export interface ItemFile {
	fileName: string;
	mimeType: string;
	fileSize: string;
	bytes: Buffer;
}

/** Downloads a file of an item, as the Download button of the editor does. */
export async function downloadFile(
	rest: Rest,
	item: Item | undefined,
	field = 'data',
): Promise<ItemFile> {
	const { id, data, ...facts } = file.parse(item?.binary?.[field]);
	if (id === undefined) return { ...facts, bytes: Buffer.from(data, 'base64') };
	const response = await rest.get(
		`/rest/binary-data?${new URLSearchParams({ id, action: 'download' })}`,
	);
	if (!response.ok) throw new Error(`The file ${facts.fileName} returned ${response.status}`);
	return { ...facts, bytes: Buffer.from(await response.arrayBuffer()) };
}
