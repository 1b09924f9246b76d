import { filesOfItem, isCombinedMode } from '../../documents/itemFiles';
import { extractIdField, readExtractId } from '../../fields/extractId';
import { optionsField } from '../../fields/options';
import { keepFilesOption, outputFields, outputOptions } from '../../fields/output';
import { waitingOptions } from '../../fields/waiting';
import type { Operation } from '../operation';
import { AT_ANESYA } from '../operation';
import { waitForExtract } from './waitForExtract';

export const waitOperation: Operation = {
	name: 'Wait for Extraction',
	value: 'wait',
	action: 'Wait for extraction',
	description: 'Wait for uploaded documents and output their extracted data',
	fields: [
		extractIdField,
		...outputFields,
		optionsField([
			...waitingOptions,
			...outputOptions,
			{
				...keepFilesOption,
				description: 'Whether to add the files of the input item to the output items',
			},
		]),
	],

	remains: AT_ANESYA,
	begin: (run) => async (itemIndex) => {
		const id = readExtractId(run.context, itemIndex);
		const awaitIt = waitForExtract(run, itemIndex);
		const found = filesOfItem(
			run.context.getInputData()[itemIndex] ?? { json: {} },
			isCombinedMode(run.context),
		);
		const files = Object.fromEntries(found.map(({ field, binary }) => [field, binary]));
		return async () => [await awaitIt({ id, files })];
	},
};
