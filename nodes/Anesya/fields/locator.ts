import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { ID_PATTERN, URL_PATTERN } from './uuid';

/** Something at Anesya that a user chooses. */
interface Thing {
	/** Its name with an article, such as `a workflow`. */
	a: string;
	/** The method that fills its list in the editor. */
	searchListMethod: string;
	/** The beginning of an id. */
	example: string;
}

/** The ways to choose something at Anesya: from a list, by its ID, or by its address in the Anesya app. */
export function locatorModes({
	a,
	searchListMethod,
	example,
}: Thing): Pick<INodeProperties, 'modes'> {
	return {
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${a}`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${example}…`,
				hint: 'Paste the ID, or the address of its page in the Anesya app',
				validation: [
					{
						type: 'regex',
						properties: { regex: ID_PATTERN, errorMessage: `This does not contain ${a} ID` },
					},
				],
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'Paste the whole address',
				hint: 'The address of its page in the Anesya app',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: URL_PATTERN,
							errorMessage: `This address does not contain ${a} ID`,
						},
					},
				],
			},
		],
	};
}

/** What was chosen: n8n gives a resource locator as an object, and an expression for all of it as its result. */
export function chosenValue(locator: unknown): unknown {
	return isRecord(locator) ? locator.value : locator;
}

/** Whether nothing was chosen. */
export function isUnset(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}
