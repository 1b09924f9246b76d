/*
 * What n8n's AI builders read of this node besides what users read. The types of n8n 1.120 lack these
 * hints, and its editor ignores them.
 */

/** @param propertyHint about a field */
export function hintForBuilders(propertyHint: string): object {
	return { builderHint: { propertyHint } };
}

/** About the node as a whole. Builders know no other node that does all of this by itself. */
export const nodeHintForBuilders: object = {
	builderHint: {
		searchHint:
			"The node for getting fields and tables out of PDF, PNG and JPG documents (invoices, receipts, orders, forms, contracts; scans included). ONE Anesya node with resource 'extract' and operation 'uploadAndWait' does the whole job for all items at once: it finds the files in any binary field, skips files that are not documents, uploads, waits for all documents together, retries, and outputs one item per document (output 'rows': one item per line of a table). Connect it directly behind the node that outputs the files. Do NOT add a loop or Split in Batches, a Wait node, a status check, an If or Switch by file type, or Extract From File around it. Documents given by web address: set files to 'links'. Failed documents leave on the second output, with their file, if onError is 'continueErrorOutput'. The workflow is an Anesya workflow, not an n8n one, and its ID cannot be guessed: leave it for the user to choose, or ask for it.",
		relatedNodes: [
			{
				nodeType: 'n8n-nodes-anesya.anesyaTrigger',
				relationHint:
					'Starts a workflow when documents that were uploaded elsewhere are finished; needs a public https address. Not needed after uploadAndWait.',
			},
			{
				nodeType: 'n8n-nodes-anesya.anesyaPollingTrigger',
				relationHint:
					'The same without a public address, by polling. Not needed after uploadAndWait.',
			},
		],
	},
};
