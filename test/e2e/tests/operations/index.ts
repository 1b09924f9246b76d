import { downloads } from './downloads';
import { lifecycle } from './lifecycle';
import { many } from './many';
import { reading } from './reading';
import { schemaList } from './schemaList';
import { schemas } from './schemas';
import { withoutWorkflow } from './withoutWorkflow';

/** All operations except the upload into a workflow and the wait for it. */
export const operations = [
	...lifecycle,
	...schemas,
	...schemaList,
	...withoutWorkflow,
	...reading,
	...many,
	...downloads,
];
