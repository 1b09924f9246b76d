import type { INodeExecutionData } from 'n8n-workflow';

import { contentOf, HEAD_SIZE } from './fileContent';
import { lookAlikesOfItem } from './itemFiles';
import { headOfBase64 } from './openFile';

/**
 * Where the json of an item has documents that are not taken for its files, since data of services looks
 * alike. The user can choose them by their paths.
 */
export function documentsInJson(item: Pick<INodeExecutionData, 'json'>): string[] {
	return lookAlikesOfItem(item)
		.filter(({ binary }) => contentOf(headOfBase64(binary.data, HEAD_SIZE)).kind !== undefined)
		.map(({ path }) => path);
}
