import type { ListRow } from '../../api/page';
import { paginateRows } from '../../api/paginate';
import { SCHEMA_LIST } from '../../api/schemas';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import { eachItem } from '../eachItem';
import { hintOnGap } from '../hintOnGap';
import type { Operation } from '../operation';

export const getManySchemasOperation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many schemas',
	description: 'Retrieve many schemas, one item each',
	fields: returnAllFields,

	begin: eachItem((run) => (itemIndex) => {
		const { context, api, signal } = run;
		const limit = readLimit(context, itemIndex);
		const work = async () => {
			const schemas: ListRow[] = [];
			const list = { ...SCHEMA_LIST, limit, onGap: hintOnGap(run, 'schemas') };
			for await (const schema of paginateRows(api, list, signal)) schemas.push(schema);
			return schemas.map((json) => ({ json, binary: undefined }));
		};
		return { about: {}, work };
	}),
};
