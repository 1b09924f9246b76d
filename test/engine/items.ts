import type { INodeExecutionData } from 'n8n-workflow';

import type { SampleDocument } from '../documents';
import { storeBytes, storeFile } from './harness/files';

/** An item with one file, as most nodes output it. */
export async function itemWith(
	document: SampleDocument,
	field = 'data',
): Promise<INodeExecutionData> {
	return { json: {}, binary: { [field]: await storeFile(document) } };
}

/** An item with several files under `attachment_0`, `attachment_1`, ... as an e-mail trigger outputs it. */
export async function mailWith(documents: SampleDocument[]): Promise<INodeExecutionData> {
	const files = await Promise.all(documents.map(async (document) => await storeFile(document)));
	const binary = Object.fromEntries(files.map((file, index) => [`attachment_${index}`, file]));
	return { json: { subject: 'Your documents' }, binary };
}

/** An item with a file of these bytes. */
export async function itemWithBytes(
	bytes: Buffer | string,
	fileName: string | undefined,
	mimeType: string,
): Promise<INodeExecutionData> {
	return { json: {}, binary: { data: await storeBytes(Buffer.from(bytes), fileName, mimeType) } };
}

/** Items with a small file each, `0.pdf`, `1.pdf`, ... */
export async function numberedItems(count: number): Promise<INodeExecutionData[]> {
	return await Promise.all(
		Array.from(
			{ length: count },
			async (_, index) => await itemWithBytes('%PDF', `${index}.pdf`, 'application/pdf'),
		),
	);
}

/** An id as n8n stores it in a resource locator. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}
