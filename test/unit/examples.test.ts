import { exampleNames, readExample } from '../e2e/workflows/examples';

/** Nodes that put the items of several documents into one file or sheet. */
const TABLES = /\.(convertToFile|googleSheets)$/;

describe('An example', () => {
	it('whose rows of several documents come together in a table lets each row name its document', async () => {
		const extracting = await nodesOf(
			({ type, onError }) =>
				type === 'n8n-nodes-anesya.anesya' && onError === 'continueErrorOutput',
		);
		const intoTables = extracting.filter(
			({ workflow, parameters }) =>
				workflow.nodes.some(({ type }) => TABLES.test(type)) &&
				parameters.output !== 'extract' &&
				parameters.files !== 'links',
		);
		expect(intoTables.map(({ name }) => name)).toEqual([
			'Extract Line Items',
			'Extract',
			'Extract Line Items',
		]);
		for (const { parameters } of intoTables)
			expect(parameters.options).toMatchObject({ withDetails: true });
	});

	it('that writes into a sheet leaves what documents say as it is, never as a formula', async () => {
		const writing = await nodesOf(
			({ type, parameters }) => type.endsWith('.googleSheets') && parameters.operation === 'append',
		);
		expect(writing).toHaveLength(4);
		for (const { parameters } of writing) expect(parameters.options).toEqual({ cellFormat: 'RAW' });
	});

	it('that runs by itself says how that begins, in the words of n8n 2 and of n8n 1', async () => {
		const notes = (await nodesOf(({ type }) => type.endsWith('.stickyNote'))).map(
			({ parameters }) => String(parameters.content),
		);
		expect(notes).toHaveLength((await exampleNames()).length);
		expect(notes.filter((note) => note.includes('publish it (n8n 1: activate it)'))).toHaveLength(
			7,
		);
		for (const note of notes) expect(note).not.toContain('switch it on');
	});
});

type Example = Awaited<ReturnType<typeof readExample>>;

/** Nodes of all examples, each with its workflow. */
async function nodesOf(wanted: (node: Example['nodes'][number]) => boolean) {
	const workflows = await Promise.all(
		(await exampleNames()).map(async (name) => await readExample(name)),
	);
	return workflows.flatMap((workflow) =>
		workflow.nodes.filter(wanted).map((node) => ({ ...node, workflow })),
	);
}
