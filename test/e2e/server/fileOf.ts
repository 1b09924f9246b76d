import { z } from 'zod';

import type { Item } from './execution';
import type { Rest } from './rest';

const file = z.object({
	fileName: z.string(),
	mimeType: z.string(),
	fileSize: z.string(),
	/** Where n8n keeps it; absent where it is kept in the execution itself. */
	id: z.string().optional(),
	data: z.string(),
});

/** A file on an item, as the editor shows it. */
export interface ItemFile {
	fileName: string;
	mimeType: string;
	fileSize: string;
	bytes: Buffer;
}

/** Downloads a file of an item, as the button of that name in the editor does. */
export async function fileOf(
	rest: Rest,
	item: Item | undefined,
	field = 'data',
): Promise<ItemFile> {
	const { id, data, ...facts } = file.parse(item?.binary?.[field]);
	if (id === undefined) return { ...facts, bytes: Buffer.from(data, 'base64') };
	const answer = await rest.get(
		`/rest/binary-data?${new URLSearchParams({ id, action: 'download' })}`,
	);
	if (!answer.ok) throw new Error(`The file ${facts.fileName} gave ${answer.status}`);
	return { ...facts, bytes: Buffer.from(await answer.arrayBuffer()) };
}
