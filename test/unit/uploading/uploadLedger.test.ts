import type { IBinaryData, WorkflowExecuteMode } from 'n8n-workflow';

import { openUploadLedger } from '../../../nodes/Anesya/uploading/uploadLedger';
import { nodeWith } from '../operations/node';

const FILE = 'c0a1f5d2-6e1f-4a7e-9a57-0f5b8a1c2d3e';

/** What the ledger has for a file that n8n stores under an ID. */
function entryOf(
	execution: string,
	mode: WorkflowExecuteMode,
	id: string,
	{ runIndex = 0, type = 'anesya' } = {},
) {
	const ledger = openUploadLedger(
		{
			getExecutionId: () => execution,
			getMode: () => mode,
			getNode: () => ({ ...nodeWith(), type }),
			getWorkflow: () => ({ id: 'workflow', active: true }),
			evaluateExpression: () => runIndex,
			getExecuteData: () => ({ node: nodeWith(), data: {}, source: null }),
			setMetadata: () => {},
		},
		'account',
	);
	const binary: IBinaryData = { id, data: 'filesystem-v2', mimeType: 'application/pdf' };
	return ledger.entryOf(0, 'destination', [
		{ field: 'data', binary, file: { size: 1, name: 'a.pdf' } },
	]);
}

const idIn = (folder: string, file = FILE) =>
	`filesystem-v2:workflows/w/executions/${folder}/binary_data/${file}`;

describe('The ledger of uploads, for Retry of an execution', () => {
	it("knows a webhook's file, which n8n moves once the execution has ended", () => {
		const before = entryOf('12', 'webhook', idIn('temp'));
		expect(entryOf('13', 'retry', idIn('12'))).toBe(before);
	});

	it('does not take another file of the same name and size for it', () => {
		const before = entryOf('14', 'webhook', idIn('temp'));
		expect(entryOf('15', 'retry', idIn('14', FILE.replace('c0', 'd1')))).not.toBe(before);
	});

	it.each([
		{ type: 'n8n-nodes-anesya.anesya', uploadsAgain: true, who: 'a loop' },
		{ type: 'n8n-nodes-anesya.anesyaTool', uploadsAgain: false, who: 'an AI agent' },
	])('uploads the same file for each call of $who: $uploadsAgain', ({ type, uploadsAgain }) => {
		const calls = [0, 1].map((runIndex) =>
			entryOf(type, 'webhook', idIn('temp'), { runIndex, type }),
		);
		expect(new Set(calls).size).toBe(uploadsAgain ? 2 : 1);
	});

	it('does not hold back an execution that is not a Retry', () => {
		const before = entryOf('16', 'webhook', idIn('temp'));
		expect(entryOf('17', 'webhook', idIn('16'))).not.toBe(before);
	});
});
