import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { bounded, joinBounded, quoted } from '../guards/boundedText';
import { isRecord } from '../guards/json';
import { documentsInJson } from './documentsInJson';
import { describes, filesGiven, isDescription } from './filesGiven';
import type { ItemFile } from './itemFiles';
import { filesOfItem, isItem, lookAlikesOfItem, withFieldsOfTheirOwn } from './itemFiles';
import { isAtPath, isWithinPath } from './path';

/** What the user chose under Files. */
export type FileChoice = ({ mode: 'all' } | { mode: 'chosen'; fields: unknown }) & {
	/** Whether n8n keeps the files of an item within its json. */
	isCombined: boolean;
};

/**
 * The files of an item that the user chose.
 *
 * @param choice with chosen fields: names or paths separated by commas, a list of them, or what an
 * expression gives: files, the binary data of an item, items
 * @returns at least one file, each of them once
 * @throws UserError when there is no file, or a chosen one is missing; it lists the fields with files
 */
export function chooseFiles(item: INodeExecutionData, choice: FileChoice): ItemFile[] {
	const found = filesOfItem(item, choice.isCombined);
	const files = choice.mode === 'all' ? withoutDuplicates(found) : chosenFrom(item, found, choice);
	if (files.length > 0) return files;
	if (choice.mode === 'all') throw withoutFiles(choice.isCombined ? documentsInJson(item) : []);
	throw new UserError("The field 'Input Binary Fields' is empty", {
		description: `${describe(found)} Enter the name of a field that holds a file, or choose 'All Files of the Item'.`,
	});
}

/** @param inJson paths of documents that are not taken for files */
function withoutFiles(inJson: string[]): UserError {
	const paths = joinBounded(inJson.map((path) => bounded(path)));
	return new UserError('There is no file on this item', {
		description:
			inJson.length > 0
				? `Its JSON has documents as base64 text: ${paths}. To send them, choose 'Chosen Fields' under 'Files' and enter their paths.`
				: "Connect a node that outputs files, for example an email trigger that downloads attachments, or Read/Write Files from Disk. For a web address, a data URL or base64 text, choose 'Links' under 'Files'.",
	});
}

/** Whether there is a file at all: on the item, or from an expression. */
export function hasFiles(item: INodeExecutionData, choice: FileChoice): boolean {
	if (filesOfItem(item, choice.isCombined).length > 0) return true;
	return choice.mode === 'chosen' && filesGiven(choice.fields, choice.isCombined).length > 0;
}

function chosenFrom(
	item: INodeExecutionData,
	found: ItemFile[],
	{ fields, isCombined }: { fields: unknown; isCombined: boolean },
): ItemFile[] {
	const isName = found.some(({ path }) => path === fields);
	const isList = typeof fields === 'string' && !isName;
	const wanted: unknown[] = isList ? fields.split(/[,\n]/) : [fields].flat();
	const given = wanted.filter((entry) => !isBlank(entry));
	const chosen = given.flatMap((entry) => {
		const files =
			typeof entry === 'string'
				? namedBy(entry, found, isCombined ? lookAlikesOfItem(item) : [])
				: [...filesGiven(entry, isCombined), ...describedBy(entry, found, isCombined)];
		// Of all items of a node, some may have no file.
		if (files.length === 0 && !isItem(entry)) throw withoutFile(entry, found);
		return files;
	});
	if (chosen.length === 0 && given.length > 0) throw withoutFile(given[0], found);
	return withFieldsOfTheirOwn(withoutDuplicates(chosen));
}

function withoutFile(entry: unknown, found: ItemFile[]): UserError {
	return new UserError(
		isRecord(entry) && typeof entry.fileName !== 'string'
			? "The expression of 'Input Binary Fields' returns no file"
			: `There is no file in the field ${nameOf(entry)} ('Input Binary Fields')`,
		{
			description: `${describe(found)} Enter the name of a field that holds a file. For a web address, a data URL or base64 text, choose 'Links' under 'Files'.`,
		},
	);
}

/** A path that a user typed means what is there, even if it only looks like a file. */
function namedBy(typed: string, found: ItemFile[], lookAlikes: ItemFile[]): ItemFile[] {
	const isNamed = ({ path, field }: ItemFile) => isAtPath(path, typed) || field === typed.trim();
	const isWithin = ({ path }: ItemFile) => isWithinPath(path, typed);
	const ways = [
		found.filter(isNamed),
		lookAlikes.filter(({ path }) => isAtPath(path, typed)),
		found.filter(isWithin),
		lookAlikes.filter(isWithin),
	];
	return ways.find((files) => files.length > 0) ?? [];
}

/**
 * If n8n keeps files in memory, `{{ $binary.data }}` gives the properties of a file without its content.
 * The json of an item may look the same, beside its files: Read/Write Files from Disk outputs it.
 */
function describedBy(entry: unknown, found: ItemFile[], isCombined: boolean): ItemFile[] {
	if (isItem(entry)) return [];
	const isMeant = (value: unknown) =>
		isDescription(value) && filesGiven(value, isCombined).length === 0;
	const within = isRecord(entry) ? Object.values(entry) : [];
	const descriptions = isMeant(entry) ? [entry] : within.filter(isMeant);
	return descriptions.map((description) => {
		const [file, ...others] = found.filter(({ binary }) => describes(description, binary));
		if (file !== undefined && others.length === 0) return file;
		const what = others.length > 0 ? 'are several files that match' : 'is no file in the field';
		throw new UserError(`There ${what} ${nameOf(description)} ('Input Binary Fields')`, {
			description: `${describe(found)} Enter the name of a field that holds a file.`,
		});
	});
}

/** Several fields may have the same file, and it may be chosen by name and by an expression. */
function withoutDuplicates(files: ItemFile[]): ItemFile[] {
	return files.filter(
		({ binary }, index) =>
			!files.slice(0, index).some((earlier) => isSameFile(binary, earlier.binary)),
	);
}

/** Compares the places in n8n's store, or else the contents, without copying them: they may be large. */
function isSameFile(one: IBinaryData, other: IBinaryData): boolean {
	return one.id === undefined
		? one.fileName === other.fileName && one.mimeType === other.mimeType && one.data === other.data
		: one.id === other.id;
}

function nameOf(entry: unknown): string {
	return quoted(isRecord(entry) && typeof entry.fileName === 'string' ? entry.fileName : entry);
}

function isBlank(entry: unknown): boolean {
	return (
		entry === undefined || entry === null || (typeof entry === 'string' && entry.trim() === '')
	);
}

function describe(found: ItemFile[]): string {
	if (found.length === 0) return 'There is no file on this item.';
	return `The item has files in these fields: ${joinBounded(found.map(({ path }) => bounded(path)))}.`;
}
