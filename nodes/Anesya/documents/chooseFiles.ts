import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { joinBounded } from '../guards/boundedText';
import { isRecord } from '../guards/json';
import type { ItemFile } from './itemFiles';
import { fieldName, filesOfItem, isBinaryData } from './itemFiles';

/** The properties that identify a file of an item. */
const IDENTIFYING = ['fileName', 'mimeType', 'fileSize'] as const;

/** What the user chose under Files. */
export type FileChoice = ({ mode: 'all' } | { mode: 'chosen'; fields: unknown }) & {
	/** Whether n8n keeps the files of an item within its json. */
	isCombined: boolean;
};

/**
 * The files of an item that the user chose.
 *
 * @param choice with chosen fields: names separated by commas, a list of names, or binary objects from
 * an expression
 * @returns at least one file, each of them once
 * @throws UserError when there is no file, or a chosen one is missing; it lists the fields with files
 */
export function chooseFiles(item: INodeExecutionData, choice: FileChoice): ItemFile[] {
	const found = filesOfItem(item, choice.isCombined);
	const files = choice.mode === 'all' ? found : withoutDuplicates(chosenFrom(found, choice.fields));
	if (files.length > 0) return files;
	throw choice.mode === 'all'
		? new UserError('There is no file on this item', {
				description:
					'Connect a node that outputs files, for example an e-mail trigger that downloads attachments, or Read/Write Files from Disk.',
			})
		: new UserError('Input Binary Fields is empty', {
				description: `${describe(found)} Enter the name of a field that holds a file, or choose All Files of the Item.`,
			});
}

/** Whether there is a file at all: on the item, or from an expression. */
export function hasFiles(item: INodeExecutionData, choice: FileChoice): boolean {
	const given: unknown[] = choice.mode === 'chosen' ? [choice.fields].flat() : [];
	return filesOfItem(item, choice.isCombined).length > 0 || given.some(isBinaryData);
}

function chosenFrom(found: ItemFile[], fields: unknown): ItemFile[] {
	const wanted: unknown[] = typeof fields === 'string' ? fields.split(',') : [fields].flat();
	return wanted
		.filter((entry) => !isBlank(entry))
		.map((entry, index) => {
			// A file from an expression has no field name, and each file of an item needs its own.
			if (isBinaryData(entry))
				return { field: index === 0 ? 'file' : `file_${index}`, binary: entry };
			const [file, ...others] = found.filter((candidate) => isChosen(candidate, entry));
			if (file !== undefined && others.length === 0) return file;
			const what = others.length > 0 ? 'are several files that match' : 'is no file in the field';
			throw new UserError(`There ${what} ${nameOf(entry)} (Input Binary Fields)`, {
				description: `${describe(found)} Enter the name of a field that holds a file.`,
			});
		});
}

/** The same file may be chosen by name and by an expression. */
function withoutDuplicates(files: ItemFile[]): ItemFile[] {
	return files.filter(
		({ binary }, index) =>
			!files.slice(0, index).some((earlier) => isSameFile(binary, earlier.binary)),
	);
}

/** Compares the places in n8n's store, or else the contents, without copying them: they may be large. */
function isSameFile(one: IBinaryData, other: IBinaryData): boolean {
	return one.id === undefined
		? one.data === other.data && one.fileName === other.fileName
		: one.id === other.id;
}

/** If n8n keeps files in memory, `{{ $binary.data }}` gives the properties of a file without its content. */
function isChosen({ field, binary }: ItemFile, entry: unknown): boolean {
	if (typeof entry === 'string') return field === fieldName(entry);
	return isRecord(entry) && IDENTIFYING.every((key) => entry[key] === binary[key]);
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

function describe(found: ItemFile[]): string {
	if (found.length === 0) return 'There is no file on this item.';
	return `The item has files in these fields: ${joinBounded(found.map(({ field }) => field))}.`;
}
