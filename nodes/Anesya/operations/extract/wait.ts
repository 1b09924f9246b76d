import type { INodeProperties } from 'n8n-workflow';

import { filesOfItem } from '../../documents/itemFiles';
import { optionsField } from '../../fields/options';
import { keepFilesOption, outputFields, outputOptions } from '../../fields/output';
import { uuidFrom } from '../../fields/uuid';
import { waitingOptions } from '../../fields/waiting';
import type { Operation } from '../operation';
import { awaitExtract } from './awaitExtract';

const extractIdField: INodeProperties = {
	displayName: 'Extract ID',
	name: 'extractId',
	type: 'string',
	default: '={{ $json.id }}',
	required: true,
	placeholder: 'e.g. 7c9e6679-7425-40de-944b-e07fc1f90ae7',
	description: 'The ID that Upload Extract gave, or the address of the extract in the Anesya app',
};

export const wait: Operation = {
	name: 'Wait for Extraction',
	value: 'wait',
	action: 'Wait for extraction',
	description: 'Wait for uploaded documents and output their extracted data',
	fields: [
		extractIdField,
		...outputFields,
		optionsField([...waitingOptions, ...outputOptions, keepFilesOption]),
	],

	begin: (run) => async (itemIndex) => {
		const id = uuidFrom(run.context.getNodeParameter('extractId', itemIndex), 'Extract');
		const awaitIt = awaitExtract(run, itemIndex);
		const found = filesOfItem(run.context.getInputData()[itemIndex] ?? { json: {} });
		const files = Object.fromEntries(found.map(({ field, binary }) => [field, binary]));
		return async () => [await awaitIt({ id, firstCheckAfter: 0, files })];
	},
};
