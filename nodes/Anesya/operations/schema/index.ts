import { defineResource } from '../resource';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const schemaResource = defineResource('schema', 'Schema', getMany, [create, get]);
