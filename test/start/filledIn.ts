import type { WorkflowFile } from '../e2e/server/n8nApi';

const TEXT =
	'*Here, the Anesya credential, the Anesya workflow and local folders are filled in already.*';

/** Room for one more line. */
const LINE = 40;

/** An example whose note says, under its heading, what `npm start` has filled in for the user. */
export function notedAsFilledIn(workflow: WorkflowFile): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		if (node.type !== 'n8n-nodes-base.stickyNote') return node;
		const { content, height } = node.parameters;
		const [x, y] = node.position;
		const parameters = {
			...node.parameters,
			content: String(content).replace('\n', `\n${TEXT}\n\n`),
			height: Number(height) + LINE,
		};
		// It grows upwards, where no node is.
		return { ...node, position: [x, y - LINE] satisfies [number, number], parameters };
	});
	return { ...workflow, nodes };
}
