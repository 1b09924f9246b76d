import type { WorkflowFile } from '../e2e/server/n8nApi';

const FILLED_IN =
	'**Filled in already:** the Anesya credential, the Anesya workflow and local folders. **In an n8n of your own, fill in:**';

/** The height of the additional text. */
const LINE = 40;

/** Says in the note of an example what `npm start` has filled in for the user. */
export function withFilledInNote(workflow: WorkflowFile): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		if (node.type !== 'n8n-nodes-base.stickyNote') return node;
		const { content, height } = node.parameters;
		const [x, y] = node.position;
		const parameters = {
			...node.parameters,
			content: String(content).replace('**Fill in:**', FILLED_IN),
			height: Number(height) + LINE,
		};
		// The note grows upwards, where there is no node.
		return { ...node, position: [x, y - LINE] satisfies [number, number], parameters };
	});
	return { ...workflow, nodes };
}
