import { downloads } from './downloads';
import { many } from './many';
import { reading } from './reading';
import { schemaList } from './schemaList';
import { schemas } from './schemas';
import { wholeLife } from './wholeLife';
import { withoutWorkflow } from './withoutWorkflow';

/** The operations beside the upload into a workflow and the wait for it, each one executed. */
export const operations = [
	...wholeLife,
	...schemas,
	...schemaList,
	...withoutWorkflow,
	...reading,
	...many,
	...downloads,
];
