import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import type { CredentialReference } from './n8nApi';
import type { Rest } from './rest';

const found = z.object({
	results: z.array(z.object({ name: z.string(), value: z.string() })),
	paginationToken: z.string().optional(),
});

/** A search in a "From list" of a node's panel. */
export interface ListSearch {
	/** The field, and the method that its description names. */
	field: string;
	methodName: string;
	/** The other parameters. */
	parameters: INodeParameters;
	/** The typed text. */
	filter?: string;
	/** The token of the previous page, once the list is scrolled to its end. */
	paginationToken?: string;
}

/** Fills a list of the Anesya node's panel, as the editor does. */
export async function searchList(
	rest: Rest,
	credential: CredentialReference,
	{ field, parameters, ...search }: ListSearch,
) {
	return await rest.call('POST', 'dynamic-node-parameters/resource-locator-results', found, {
		...search,
		path: `parameters.${field}`,
		nodeTypeAndVersion: { name: 'n8n-nodes-anesya.anesya', version: 1 },
		currentNodeParameters: parameters,
		credentials: { anesyaApi: credential },
	});
}
