import { newSchemaFields, newSchemaOptions, readNewSchema } from '../../fields/newSchema';
import { optionsField } from '../../fields/options';
import { createOnce } from '../../schemas/createOnce';
import { eachItem } from '../eachItem';
import type { About, Operation } from '../operation';

export const createSchemaOperation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a schema',
	description: 'Create a schema, which defines the fields to extract from a kind of document',
	fields: [...newSchemaFields, optionsField(newSchemaOptions)],

	remains: { text: 'Created already', ofFailed: false },

	begin: eachItem(({ context, api, signal }) => (itemIndex) => {
		const schema = readNewSchema(context, itemIndex);
		const about: About = { name: schema.name };
		const work = async () => {
			const json = await createOnce(api, schema, signal);
			about.id = json.id;
			return [{ json, binary: undefined }];
		};
		return { about, work };
	}),
};
