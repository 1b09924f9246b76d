import type { WorkflowFile } from '../e2e/server/n8nApi';

const TEXT =
	'*Here, the Anesya credential, the Anesya workflow and local folders are filled in already.*';

/** The height of one more line. */
const LINE = 40;

/** Adds to the note of an example, below its heading, what `npm start` has filled in for the user. */
export function withFilledInNote(workflow: WorkflowFile): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		if (node.type !== 'n8n-nodes-base.stickyNote') return node;
		const { content, height } = node.parameters;
		const [x, y] = node.position;
		const parameters = {
			...node.parameters,
			content: String(content).replace('\n', `\n${TEXT}\n\n`),
			height: Number(height) + LINE,
		};
		// The note grows upwards, where there is no node.
		return { ...node, position: [x, y - LINE] satisfies [number, number], parameters };
	});
	return { ...workflow, nodes };
}
