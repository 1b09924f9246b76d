import { readSchema } from '../../api/readSchema';
import { readSchemaId, schemaField } from '../../fields/schema';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a schema',
	description: 'Read a schema with its fields',
	fields: [schemaField],

	begin: eachItem(({ context, api, stop }) => (itemIndex) => {
		const id = readSchemaId(context, itemIndex);
		return {
			about: { id },
			work: async () => [{ json: await readSchema(api, id, stop), binary: undefined }],
		};
	}),
};
