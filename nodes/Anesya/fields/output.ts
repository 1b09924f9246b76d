import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OutputSettings } from '../results/resultItems';
import { booleanFrom, choiceFrom, textFrom } from './values';
import { isRecord } from '../guards/json';

/** What the user wants of each extract, and whether the input files go along. */
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
				description: 'One item per document with its fields; a list gives one item per element',
			},
			{
				name: 'Rows of a Table',
				value: 'rows',
				description:
					'One item per line of a table, such as the lines of an invoice, with the other fields beside it',
			},
			{
				name: 'Whole Extract',
				value: 'extract',
				description: 'Everything that Anesya knows of the document, its text included',
			},
		],
		default: 'extractedData',
		description: 'What to output for each document',
	},
	{
		displayName: 'Table Field',
		name: 'tableField',
		type: 'string',
		default: '',
		placeholder: 'e.g. Line Items',
		hint: 'Leave empty to take the first table',
		description: 'The field that holds the table',
		displayOptions: { show: { output: ['rows'] } },
	},
];

export const outputOptions: INodeProperties[] = [
	{
		displayName: 'Add Extract Details',
		name: 'withDetails',
		type: 'boolean',
		default: false,
		displayOptions: { hide: { '/output': ['extract'] } },
		description:
			'Whether to add a field _extract with the ID, document name, workflow, session, credits and time',
	},
];

/** Separate, because an upload that does not wait has this one only. */
export const keepFilesOption: INodeProperties = {
	displayName: 'Keep Input Files',
	name: 'keepFiles',
	type: 'boolean',
	default: false,
	description: 'Whether to put the uploaded file on the output items of its document too',
};

export function readOutput(context: IExecuteFunctions, itemIndex: number): ItemOutputSettings {
	const output = outputFrom((name, otherwise) =>
		context.getNodeParameter(name, itemIndex, otherwise),
	);
	return { ...output, keepFiles: readKeepFiles(context, itemIndex) };
}

/**
 * @param parameter reads a field: triggers have no items, and read theirs in another way
 * @throws UserError when a field or an option is not usable
 */
export function outputFrom(
	parameter: (name: string, otherwise: unknown) => unknown,
): OutputSettings {
	const mode = choiceFrom(parameter('output', 'extractedData'), 'Output', [
		'extractedData',
		'rows',
		'extract',
	]);
	const tableField = mode === 'rows' ? parameter('tableField', '') : '';
	const options = parameter('options', {});
	const { withDetails }: IDataObject = isRecord(options) ? options : {};
	return {
		mode,
		tableField: textFrom(tableField, 'Table Field'),
		withDetails: booleanFrom(withDetails ?? false, 'Add Extract Details'),
	};
}

/** Whether the input files go onto the output items. */
export function readKeepFiles(context: IExecuteFunctions, itemIndex: number): boolean {
	const { keepFiles } = context.getNodeParameter('options', itemIndex, {});
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
	return booleanFrom(context.getNodeParameter('simple', itemIndex, true), 'Simplify');
}
