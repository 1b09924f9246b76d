import { defineResource } from '../resource';
import { createSchemaOperation } from './create';
import { getSchemaOperation } from './get';
import { getManySchemasOperation } from './getMany';

export const schemaResource = defineResource('schema', 'Schema', [
	getManySchemasOperation,
	getSchemaOperation,
	createSchemaOperation,
]);
