import { getSchema } from '../../api/schemas';
import { readSchemaId, schemaField } from '../../fields/schema';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const getSchemaOperation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a schema',
	description: 'Retrieve a schema with its fields',
	fields: [schemaField],

	begin: eachItem(({ context, api, signal }) => (itemIndex) => {
		const id = readSchemaId(context, itemIndex);
		return {
			about: { id },
			work: async () => [{ json: await getSchema(api, id, signal), binary: undefined }],
		};
	}),
};
