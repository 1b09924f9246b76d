import type { Row } from '../../api/page';
import { rowsOf } from '../../api/listPages';
import { SCHEMA_LIST } from '../../api/schema';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many schemas',
	description: 'List schemas, one item each',
	fields: returnAllFields,

	begin: eachItem(({ context, api, stop }) => (itemIndex) => {
		const limit = readLimit(context, itemIndex);
		const work = async () => {
			const schemas: Row[] = [];
			for await (const schema of rowsOf(api, { ...SCHEMA_LIST, limit }, stop)) schemas.push(schema);
			return schemas.map((json) => ({ json, binary: undefined }));
		};
		return { about: {}, work };
	}),
};
