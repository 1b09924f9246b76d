import { resolve } from 'node:path';

import { invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { EditorEnvironment } from '../../environment';
import { documentsFolder } from '../../server/documentsFolder';
import type { WorkflowFile } from '../../server/n8nApi';
import { withParameters } from '../../workflows/examples';
import { example, folderOf } from '../examples/example';

const IMAGES = resolve(__dirname, '../../../../.github/images');
const SPREADSHEET = 'local-folder-to-spreadsheet';

/** Pixels around the nodes. */
const MARGIN = 24;

/** What the README shows of the panel: the fields and the beginning of the output. */
const PANEL = { width: 880, height: 665 };

/** Takes the pictures of the README. */
export const pictures: Array<TestCase<EditorEnvironment>> = [
	{
		name: 'the picture of a workflow is taken',
		run: async (environment) => {
			const { n8n, editor } = environment;
			const workflow = await example(environment, 'email-attachments-to-google-sheets');
			await editor.openWorkflow(
				await n8n.api.createWorkflow(without(workflow, ['Note', 'Gmail Trigger'])),
			);
			// The accounts of the other services are missing here.
			await editor.page.addStyleTag({ content: '[data-test-id="node-issues"] { display: none }' });
			await editor.page.keyboard.press('1');
			await editor.page.waitForTimeout(1_000);
			const boxes = await Promise.all(
				(await editor.find('canvas-node').all()).map(async (node) => await node.boundingBox()),
			);
			const shown = boxes.filter((box) => box !== null);
			const [left, top] = [
				Math.min(...shown.map(({ x }) => x)),
				Math.min(...shown.map(({ y }) => y)),
			];
			const right = Math.max(...shown.map(({ x, width }) => x + width));
			const bottom = Math.max(...shown.map(({ y, height }) => y + height));
			const clip = {
				x: left - MARGIN * 3,
				y: top - MARGIN,
				width: right - left + MARGIN * 8,
				height: bottom - top + MARGIN * 4,
			};
			await editor.page.screenshot({ path: resolve(IMAGES, 'workflow.png'), clip });
		},
	},
	{
		name: 'the picture of the panel is taken',
		run: async (environment) => {
			const { n8n, anesya, editor } = environment;
			anesya.seed({ documentName: 'invoice.pdf' });
			await documentsFolder(folderOf(environment, SPREADSHEET), [invoice]);
			const workflow = withParameters(
				await example(environment, SPREADSHEET),
				'Extract Line Items',
				{ options: {} },
			);
			await editor.openWorkflow(await n8n.api.createWorkflow(workflow));
			const panel = await editor.openNode('Extract Line Items');
			await editor.find('rlc-mode-selector').first().click();
			await editor.find('mode-list').locator('visible=true').first().click();
			await editor.field('workflow').click();
			await editor.find('rlc-item').first().click();
			await editor.find('node-execute-button').click();
			await editor
				.find('output-panel')
				.getByText(String(invoice.fields['Invoice Number']))
				.first()
				.waitFor();
			await editor.page.waitForTimeout(1_000);
			const box = await editor
				.find('ndv-parameters-panel')
				.or(panel.getByText('Parameters').first())
				.first()
				.boundingBox();
			const clip = { x: (box?.x ?? 0) - 17, y: (box?.y ?? 0) - 10, ...PANEL };
			await editor.page.screenshot({ path: resolve(IMAGES, 'panel.png'), clip });
		},
	},
];

function without(workflow: WorkflowFile, names: string[]): WorkflowFile {
	const connections = Object.entries(workflow.connections).filter(
		([name]) => !names.includes(name),
	);
	return {
		...workflow,
		nodes: workflow.nodes.filter(({ name }) => !names.includes(name)),
		connections: Object.fromEntries(connections),
	};
}
