import type { WorkflowFile } from '../../e2e/server/n8nApi';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import { builtIn, flow, httpRequest, uploadByHttpRequest, webhook } from '../n8n/flow';

/** What a user builds from n8n's own nodes: upload, wait 2 s, check the status, and loop for those that are not finished. */
export function homemadeLoop(anesya: Pick<AnesyaProcess, 'url' | 'token'>): WorkflowFile {
	const nodes = [
		webhook(),
		builtIn('Documents', 'splitOut', 1, { fieldToSplitOut: 'body.documents', options: {} }),
		builtIn('Files', 'convertToFile', 1.1, {
			operation: 'toText',
			sourceProperty: 'text',
			options: { fileName: '={{ $json.name }}' },
		}),
		uploadByHttpRequest(anesya),
		builtIn('Wait', 'wait', 1.1, { amount: 2, unit: 'seconds' }),
		httpRequest('Ask', anesya, { url: `=${anesya.url}/extract/{{ $json.id }}/` }),
		builtIn('Is Finished', 'if', 2, {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict' },
				combinator: 'and',
				conditions: [
					{
						id: 'finished',
						leftValue: '={{ $json.status }}',
						rightValue: 'FINISHED',
						operator: { type: 'string', operation: 'equals' },
					},
				],
			},
			options: {},
		}),
		builtIn('Finished', 'noOp', 1, {}),
	];
	return flow('Home-made loop', nodes, [{ from: 'Is Finished', output: 1, to: 'Wait' }]);
}
