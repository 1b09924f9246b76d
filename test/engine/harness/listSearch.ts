import { LoadOptionsContext } from 'n8n-core';
import type { INode, INodeListSearchResult } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { additionalData } from './additionalData';
import { lifecycleHooks } from './hooks';
import type { Surroundings } from './runWorkflow';

/** What a user does in a list of the editor. */
export interface Search {
	/** The name that stands in the field's `searchListMethod`. */
	method: string;
	/** What was typed. */
	filter?: string;
	/** What the list gave to go on with. */
	paginationToken?: string;
}

/** Fills a list of the editor, as n8n's server does. */
export async function searchList(
	node: INode,
	search: Search,
	around: Surroundings,
): Promise<INodeListSearchResult> {
	const json = { nodes: [node], connections: {} };
	const { nodeTypes } = around;
	const workflow = new Workflow({ id: 'workflow', active: false, nodeTypes, ...json });
	const data = additionalData(lifecycleHooks(json, 'internal'), around.credentialsHelper);
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
