import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { Processing } from '../api/uploadWithoutWorkflow';
import { metadataFrom, metadataOptions } from './metadata';
import { readField, readOptions } from './read';
import { readOptionalSchemaId, schemaField } from './schema';
import { uuidFrom } from './uuid';
import { choiceFrom, entryIn, textFrom, wholeNumberFrom } from './values';

/** The four servers that Anesya has (documented). Their places are taken from their names (inferred). */
const SERVERS = ['EU-1', 'FR-1', 'FR-2', 'FR-3'] as const;

export const processingFields: INodeProperties[] = [
	{
		...schemaField,
		required: false,
		hint: 'Optional. Without a schema, Anesya only reads the text.',
		description: 'Which fields to extract',
	},
	{
		displayName: 'Server',
		name: 'server',
		type: 'options',
		options: [
			{ name: 'EU-1', value: 'EU-1', description: 'In the European Union' },
			{ name: 'FR-1', value: 'FR-1', description: 'In France' },
			{ name: 'FR-2', value: 'FR-2', description: 'In France' },
			{ name: 'FR-3', value: 'FR-3', description: 'In France' },
		],
		default: 'FR-1',
		required: true,
		description: 'Where Anesya processes the document',
	},
];

export const processingOptions: INodeProperties[] = [
	{
		displayName: 'Classifier ID',
		name: 'classifier',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1f25b8af-eb35-4caf-8f3f-5edd3a79beee',
		description:
			'The classifier that determines the kind of document. The result is in classifier_result.',
	},
	{
		displayName: 'Pages',
		name: 'pages',
		type: 'fixedCollection',
		placeholder: 'Add pages',
		default: {},
		description: 'Which pages to process (PDF files only). Without it, all of them.',
		options: [
			{
				displayName: 'Range',
				name: 'range',
				values: [
					{
						displayName: 'First',
						name: 'first',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
						description: 'The first page to process',
					},
					{
						displayName: 'Last',
						name: 'last',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
						description: 'The last page to process',
					},
				],
			},
		],
	},
	...metadataOptions,
];

/** How the user wants a document to be processed. @throws UserError when a field is not usable */
export function readProcessing(context: IExecuteFunctions, itemIndex: number): Processing {
	const options = readOptions(context, itemIndex);
	const { classifier } = options;
	const { firstPage, lastPage } = pagesFrom(options.pages);
	return {
		server: choiceFrom(readField(context, 'server', itemIndex, 'FR-1'), 'Server', SERVERS),
		schema: readOptionalSchemaId(context, itemIndex),
		classifier:
			textFrom(classifier, 'Classifier ID') === '' ? undefined : uuidFrom(classifier, 'Classifier'),
		metadata: metadataFrom(options),
		firstPage,
		lastPage,
	};
}

function pagesFrom(pages: unknown): Pick<Processing, 'firstPage' | 'lastPage'> {
	const { first, last } = entryIn(pages, 'range', 'Pages');
	const firstPage = pageFrom(first, 'Pages > First');
	const lastPage = pageFrom(last, 'Pages > Last');
	if (firstPage !== undefined && lastPage !== undefined && firstPage > lastPage) {
		throw new UserError("In 'Pages', the last page is before the first", {
			description: `'First' is ${firstPage}, 'Last' is ${lastPage}.`,
		});
	}
	return { firstPage, lastPage };
}

function pageFrom(value: unknown, field: string): number | undefined {
	return value === undefined || value === null || value === ''
		? undefined
		: wholeNumberFrom(value, field, 1);
}
