import { createSchema } from '../../api/createSchema';
import { newSchemaFields, newSchemaOptions, readNewSchema } from '../../fields/newSchema';
import { optionsField } from '../../fields/options';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a schema',
	description: 'Create a schema: which fields to extract from a kind of document',
	fields: [...newSchemaFields, optionsField(newSchemaOptions)],

	begin: eachItem(({ context, api, stop }) => (itemIndex) => {
		const schema = readNewSchema(context, itemIndex);
		return { about: {}, work: async () => [{ json: await createSchema(api, schema, stop), binary: undefined }] };
	}),
};
