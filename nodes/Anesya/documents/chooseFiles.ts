import { UserError } from 'n8n-workflow';
import type { INodeExecutionData } from 'n8n-workflow';

import type { ItemFile } from './itemFiles';
import { fieldName, filesOfItem, isBinaryData } from './itemFiles';

/** What the user set in Files. */
export type FileChoice = { mode: 'all' } | { mode: 'chosen'; fields: unknown };

/**
 * The files of an item that the user means.
 *
 * @param choice for chosen fields: names separated by commas, a list of names, or binary objects from
 * an expression
 * @returns at least one
 * @throws UserError when there is none, or a named one is missing; it lists what was found
 */
export function chooseFiles(item: INodeExecutionData, choice: FileChoice): ItemFile[] {
	const found = filesOfItem(item);
	const files = choice.mode === 'all' ? found : chosen(found, choice.fields);
	if (files.length > 0) return files;
	throw choice.mode === 'all'
		? new UserError('There is no file on this item', {
				description:
					'Connect a node that outputs files, for example an e-mail trigger that downloads attachments, or Read/Write Files from Disk.',
			})
		: new UserError('Input Binary Fields is empty', {
				description: `${whatIsThere(found)} Enter its name, or choose All Files of the Item.`,
			});
}

function chosen(found: ItemFile[], fields: unknown): ItemFile[] {
	const wanted: unknown[] = typeof fields === 'string' ? fields.split(',') : [fields].flat();
	return wanted
		.filter((entry) => entry !== undefined && entry !== null && entry !== '' && !isBlank(entry))
		.map((entry) => {
			if (isBinaryData(entry)) return { field: 'file', binary: entry };
			const file = found.find(({ field }) => typeof entry === 'string' && field === fieldName(entry));
			if (file !== undefined) return file;
			throw new UserError(`There is no file in the field ${JSON.stringify(entry)} (Input Binary Fields)`, {
				description: whatIsThere(found),
			});
		});
}

function isBlank(entry: unknown): boolean {
	return typeof entry === 'string' && entry.trim() === '';
}

function whatIsThere(found: ItemFile[]): string {
	if (found.length === 0) return 'There is no file on this item at all.';
	return `The item has a file in: ${found.map(({ field }) => field).join(', ')}.`;
}
