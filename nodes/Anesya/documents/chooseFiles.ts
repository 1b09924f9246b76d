import { UserError } from 'n8n-workflow';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { joinBounded } from '../guards/boundedText';
import type { ItemFile } from './itemFiles';
import { fieldName, filesOfItem, isBinaryData } from './itemFiles';
import { isRecord } from '../guards/json';

/** What tells one file of an item from another. */
const DESCRIBING = ['fileName', 'mimeType', 'fileSize'] as const;

/** What the user set in Files. */
export type FileChoice = { mode: 'all' } | { mode: 'chosen'; fields: unknown };

/**
 * The files of an item that the user means.
 *
 * @param choice for chosen fields: names separated by commas, a list of names, or binary objects from
 * an expression
 * @returns at least one, and none twice
 * @throws UserError when there is none, or a named one is missing; it lists what was found
 */
export function chooseFiles(item: INodeExecutionData, choice: FileChoice): ItemFile[] {
	const found = filesOfItem(item);
	const files = choice.mode === 'all' ? found : withoutRepeats(chosen(found, choice.fields));
	if (files.length > 0) return files;
	throw choice.mode === 'all'
		? new UserError('There is no file on this item', {
				description:
					'Connect a node that outputs files, for example an e-mail trigger that downloads attachments, or Read/Write Files from Disk.',
			})
		: new UserError('Input Binary Fields is empty', {
				description: `${whatIsThere(found)} Enter the name of its field, or choose All Files of the Item.`,
			});
}

/** Whether there is any file to choose from: on the item, or given by an expression. */
export function hasFiles(item: INodeExecutionData, choice: FileChoice): boolean {
	const given: unknown[] = choice.mode === 'chosen' ? [choice.fields].flat() : [];
	return filesOfItem(item).length > 0 || given.some(isBinaryData);
}

function chosen(found: ItemFile[], fields: unknown): ItemFile[] {
	const wanted: unknown[] = typeof fields === 'string' ? fields.split(',') : [fields].flat();
	return wanted
		.filter((entry) => !isBlank(entry))
		.map((entry, index) => {
			// Files that an expression gives come without a field's name; on one item, each needs its own.
			if (isBinaryData(entry))
				return { field: index === 0 ? 'file' : `file_${index}`, binary: entry };
			const [file, ...alike] = found.filter((candidate) => isMeant(candidate, entry));
			if (file !== undefined && alike.length === 0) return file;
			const what = alike.length > 0 ? 'are several files that match' : 'is no file in the field';
			throw new UserError(`There ${what} ${nameOf(entry)} (Input Binary Fields)`, {
				description: `${whatIsThere(found)} Enter the name of its field.`,
			});
		});
}

/** An expression may give a file that a name gives too. */
function withoutRepeats(files: ItemFile[]): ItemFile[] {
	return files.filter(
		({ binary }, index) => !files.slice(0, index).some((earlier) => isSame(binary, earlier.binary)),
	);
}

/** By its place in n8n's store, or by what it holds, which is not copied for that: it may be large. */
function isSame(one: IBinaryData, other: IBinaryData): boolean {
	return one.id === undefined
		? one.data === other.data && one.fileName === other.fileName
		: one.id === other.id;
}

/** `{{ $binary.data }}` gives a file's description without its content where n8n keeps files in memory. */
function isMeant({ field, binary }: ItemFile, entry: unknown): boolean {
	if (typeof entry === 'string') return field === fieldName(entry);
	return isRecord(entry) && DESCRIBING.every((key) => entry[key] === binary[key]);
}

function nameOf(entry: unknown): string {
	return JSON.stringify(
		isRecord(entry) && typeof entry.fileName === 'string' ? entry.fileName : entry,
	);
}

function isBlank(entry: unknown): boolean {
	return (
		entry === undefined || entry === null || (typeof entry === 'string' && entry.trim() === '')
	);
}

function whatIsThere(found: ItemFile[]): string {
	if (found.length === 0) return 'There is no file on this item.';
	return `The item has a file in: ${joinBounded(found.map(({ field }) => field))}.`;
}
