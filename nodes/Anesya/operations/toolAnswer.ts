import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/** Characters of a text in an answer, and of its JSON in all: a chat model reads no more, or fails. */
const LONGEST_TEXT = 20_000;
const LONGEST_ANSWER = 100_000;

/** The answer of a tool, without what is too long for a chat model. What was left out is said. */
export function toolAnswer(items: INodeExecutionData[]): INodeExecutionData[] {
	const answer: INodeExecutionData[] = [];
	let length = 0;
	for (const [index, item] of items.entries()) {
		const text = jsonWithShortTexts(item.json);
		length += text.length;
		if (length > LONGEST_ANSWER) return [...answer, restOf(items.slice(index), item, index === 0)];
		const json: unknown = JSON.parse(text);
		answer.push({ ...item, json: isRecord(json) ? json : {} });
	}
	return answer;
}

/** @param isOnly whether nothing else is in the answer: then it has the beginning of the first item */
function restOf(
	items: INodeExecutionData[],
	{ json, pairedItem }: INodeExecutionData,
	isOnly: boolean,
): INodeExecutionData {
	const what = isOnly
		? `This is the beginning of ${items.length} items`
		: `${items.length} more were left out`;
	const note = `The answer is too long. ${what}. Ask for fewer documents, or for Rows of a Table.`;
	const beginning = isOnly ? { beginning: JSON.stringify(json).slice(0, LONGEST_TEXT) } : {};
	return { json: { note, ...beginning }, pairedItem };
}

function jsonWithShortTexts(json: IDataObject): string {
	return JSON.stringify(json, (_name, value: unknown) =>
		typeof value === 'string' && value.length > LONGEST_TEXT
			? `${value.slice(0, LONGEST_TEXT)}... (${value.length - LONGEST_TEXT} more characters)`
			: value,
	);
}
