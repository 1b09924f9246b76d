import { LoadOptionsContext } from 'n8n-core';
import type { INode, INodeListSearchResult } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { additionalData, lifecycleHooks } from './additionalData';
import type { EngineContext } from './runWorkflow';

/** A search in a list of the editor. */
export interface Search {
	/** The `searchListMethod` of the field. */
	method: string;
	/** The typed text. */
	filter?: string;
	/** The token of the previous page. */
	paginationToken?: string;
}

/** Fills a list of the editor, as n8n's server does. */
export async function searchList(
	node: INode,
	search: Search,
	context: EngineContext,
): Promise<INodeListSearchResult> {
	const json = { nodes: [node], connections: {} };
	const { nodeTypes } = context;
	const workflow = new Workflow({ id: 'workflow', active: false, nodeTypes, ...json });
	const data = {
		...additionalData(lifecycleHooks(json, 'internal'), context.credentialsHelper),
		currentNodeParameters: node.parameters,
	};
	const list = nodeTypes.getByNameAndVersion(node.type, node.typeVersion).methods?.listSearch?.[
		search.method
	];
	if (list === undefined) throw new Error(`${node.type} has no list search ${search.method}`);
	return await list.call(
		new LoadOptionsContext(workflow, node, data, ''),
		search.filter,
		search.paginationToken,
	);
}
