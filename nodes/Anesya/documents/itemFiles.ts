import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { toBinaryData } from './binaryValue';
import type { FileInJson } from './filesWithin';
import { COMBINED_FIELD, filesWithin, lookAlikesWithin } from './filesWithin';

/** A file of an item. */
export interface ItemFile {
	/** The binary field that holds it, or a name for one. */
	field: string;
	/** How a user names its place. Without a place in the json, it is the field. */
	path: string;
	binary: IBinaryData;
	/** What it was loaded from: the link, or its text. */
	link?: string;
}

/**
 * All files of an item, in either binary mode. In the combined mode, nodes put them anywhere into the
 * json: the Form Trigger beside the other fields. In any other mode json is ordinary data: it may come
 * from anywhere, and could name a file of another execution.
 *
 * @param isCombined whether the workflow keeps its files within the json
 */
export function filesOfItem(
	{ json, binary }: Pick<INodeExecutionData, 'json' | 'binary'>,
	isCombined: boolean,
): ItemFile[] {
	const own = Object.entries(binary ?? {}).flatMap(([field, value]) => {
		const file = toBinaryData(value);
		return file === undefined ? [] : [{ field, path: field, binary: file }];
	});
	return withFieldsOfTheirOwn([...(isCombined ? withFields(filesWithin(json)) : []), ...own]);
}

/** What else within the json of an item could be a file, in the combined mode: only if the user names it. */
export function lookAlikesOfItem({ json }: Pick<INodeExecutionData, 'json'>): ItemFile[] {
	return withFields(lookAlikesWithin(json));
}

function withFields(files: FileInJson[]): ItemFile[] {
	return files.map(({ path: fullPath, binary }) => {
		const path = fieldName(fullPath);
		return { field: path.replace(/\W+/g, '_').replace(/_$/, ''), path, binary };
	});
}

/** Files of several items, or of several places, may have the same name. */
export function withFieldsOfTheirOwn(files: ItemFile[]): ItemFile[] {
	const taken = new Set<string>();
	return files.map((file) => {
		let { field } = file;
		for (let count = 1; taken.has(field); count += 1) field = `${file.field}_${count}`;
		taken.add(field);
		return { ...file, field };
	});
}

/** Whether n8n keeps files within the json (a workflow setting of n8n 2.x). */
export function isCombinedMode(context: Pick<IExecuteFunctions, 'getWorkflowSettings'>): boolean {
	const settings: object = context.getWorkflowSettings();
	return 'binaryMode' in settings && settings.binaryMode === 'combined';
}

/** Removes the prefix that an expression may put before a field's name in the combined mode. */
export function fieldName(typed: string): string {
	const name = typed.trim();
	return name.startsWith(`${COMBINED_FIELD}.`) ? name.slice(COMBINED_FIELD.length + 1) : name;
}

/** Whether a value is an item, as an expression gives it. */
export function isItem(value: unknown): value is Pick<INodeExecutionData, 'json' | 'binary'> {
	return isRecord(value) && isRecord(value.json);
}
