import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { OutputSettings } from '../results/resultItems';
import { chosenValue } from './locator';
import { readField, readOptions, setOptions } from './read';
import { booleanFrom, choiceFrom, textFrom } from './values';

/** What the user wants of each extract, and whether the output items get the input files. */
export interface ItemOutputSettings extends OutputSettings {
	keepFiles: boolean;
}

export const outputFields: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Extracted Data',
				value: 'extractedData',
				description: 'One item per document, with its fields. A list becomes one item per element.',
			},
			{
				name: 'Rows of a Table',
				value: 'rows',
				description:
					'One item per row of a table, such as the lines of an invoice, with the other fields added to each',
			},
			{
				name: 'Whole Extract',
				value: 'extract',
				description: 'Everything that Anesya knows about the document, including its text',
			},
		],
		default: 'extractedData',
		description: 'What to output for each document',
	},
	{
		displayName: 'Table Field',
		name: 'tableField',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		hint: 'Leave empty to use the table that most documents have',
		description:
			'The field that contains the table. The list has the tables of recent extracts. For a table inside another field, enter both names, for example Invoice.Lines.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a table',
				typeOptions: { searchListMethod: 'searchTables', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. Line Items',
			},
		],
		displayOptions: { show: { output: ['rows'] } },
	},
];

export const outputOptions: INodeProperties[] = [
	{
		displayName: 'Add Extract Details',
		name: 'withDetails',
		type: 'boolean',
		default: true,
		displayOptions: { hide: { '/output': ['extract'] } },
		description:
			'Whether to add a field _extract with the ID, document name, workflow, session, credits and time, and any hint on the document',
	},
];

/** Separate, because an upload that does not wait has only this option. */
export const keepFilesOption: INodeProperties = {
	displayName: 'Keep Input Files',
	name: 'keepFiles',
	type: 'boolean',
	default: true,
	description: 'Whether to add the uploaded file to the output items of its document',
	// The answer of a tool is text.
	displayOptions: { hide: { '@tool': [true] } },
};

/** @throws UserError when a field or an option is not usable */
export function readOutput(context: IExecuteFunctions, itemIndex: number): ItemOutputSettings {
	const output = readOutputWith((name, otherwise) =>
		context.getNodeParameter(name, itemIndex, otherwise),
	);
	return { ...output, keepFiles: readKeepFiles(context, itemIndex) };
}

/**
 * The same for any node.
 *
 * @param parameter reads a field: triggers have no items, so they read theirs without an index
 * @throws UserError when a field or an option is not usable
 */
export function readOutputWith(
	parameter: (name: string, otherwise: unknown) => unknown,
): OutputSettings {
	const mode = choiceFrom(parameter('output', 'extractedData') ?? 'extractedData', 'Output', [
		'extractedData',
		'rows',
		'extract',
	]);
	const tableField = mode === 'rows' ? chosenValue(parameter('tableField', '')) : '';
	const { withDetails } = setOptions(parameter('options', {}));
	return {
		mode,
		tableField: textFrom(tableField, 'Table Field'),
		withDetails: booleanFrom(withDetails ?? false, 'Add Extract Details'),
	};
}

/** @throws UserError when an expression gives neither true nor false */
export function readKeepFiles(context: IExecuteFunctions, itemIndex: number): boolean {
	const { keepFiles } = readOptions(context, itemIndex);
	return booleanFrom(keepFiles ?? false, 'Keep Input Files');
}

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @throws UserError when an expression gives neither true nor false */
export function readSimplify(context: IExecuteFunctions, itemIndex: number): boolean {
	return booleanFrom(readField(context, 'simple', itemIndex, true), 'Simplify');
}
