import type { ListRow } from '../../api/page';
import { paginateRows } from '../../api/paginate';
import { SCHEMA_LIST } from '../../api/schemas';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import { eachItem } from '../eachItem';
import type { Operation } from '../operation';

export const getManySchemasOperation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many schemas',
	description: 'Retrieve many schemas, one item each',
	fields: returnAllFields,

	begin: eachItem(({ context, api, signal }) => (itemIndex) => {
		const limit = readLimit(context, itemIndex);
		const work = async () => {
			const schemas: ListRow[] = [];
			for await (const schema of paginateRows(api, { ...SCHEMA_LIST, limit }, signal))
				schemas.push(schema);
			return schemas.map((json) => ({ json, binary: undefined }));
		};
		return { about: {}, work };
	}),
};
