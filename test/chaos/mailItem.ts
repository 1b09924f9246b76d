import type { INodeExecutionData } from 'n8n-workflow';

import { storeBytes } from '../engine/harness/files';
import type { NumberedDocument } from './documents';
import { contentOf } from './documents';

/** An item with documents as attachments, as an e-mail trigger outputs it. */
export async function mailItem(documents: NumberedDocument[]): Promise<INodeExecutionData> {
	const files = await Promise.all(
		documents.map(
			async (document) =>
				await storeBytes(Buffer.from(contentOf(document)), document.name, 'application/pdf'),
		),
	);
	return {
		json: {},
		binary: Object.fromEntries(files.map((file, index) => [`attachment_${index}`, file])),
	};
}
